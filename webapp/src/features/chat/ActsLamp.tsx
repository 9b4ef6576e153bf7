import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Zap, ZapOff } from "lucide-react";
import { useId } from "react";
import { changeRoom, roomQuery, roomsQuery } from "@/api/rooms";
import type { Room } from "@/api/types";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { Popover } from "@/components/ui/popover";
import { Switch } from "@/components/ui/switch";
import { text } from "@/text/text";

/** Whether the assistant may change things outside from this room. Always in sight; the owner switches it here. */
export function ActsLamp({ room, mayChange }: { room: Room; mayChange: boolean }) {
  const words = text.chat.acts;
  const id = useId();
  const cache = useQueryClient();
  const { tell } = useNotices();
  const change = useMutation({
    mutationFn: (allowed: boolean) => changeRoom(room.id, { execution_allowed: allowed }),
    onSuccess: (changed) => {
      cache.setQueryData(roomQuery(room.id).queryKey, (before) => ({ ...before, ...changed }));
      void cache.invalidateQueries({ queryKey: roomsQuery.queryKey });
    },
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });
  const on = change.isPending ? change.variables : room.execution_allowed;
  const Icon = on ? Zap : ZapOff;
  return (
    <Popover
      label={words.title}
      trigger={
        <button
          type="button"
          className="flex h-8 items-center gap-1.5 rounded-input px-2 text-small text-muted transition-colors duration-150 hover:bg-hover hover:text-text max-sm:h-11 max-sm:min-w-11 max-sm:justify-center pointer-coarse:h-11"
        >
          <Icon aria-hidden className={on ? "size-4 text-wait" : "size-4"} />
          <span className="max-sm:sr-only">{on ? words.on : words.off}</span>
        </button>
      }
    >
      <div className="grid gap-3">
        <div className="flex items-center justify-between gap-4">
          <label htmlFor={id} className="font-medium">
            {words.title}
          </label>
          <Switch id={id} checked={on} disabled={!mayChange} onCheckedChange={(next) => change.mutate(next)} />
        </div>
        <p className="text-muted">{on ? words.onHint : words.offHint}</p>
        {!mayChange && <p className="text-muted">{words.ownerOnly}</p>}
      </div>
    </Popover>
  );
}
