import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef } from "react";
import { chooseMessage, historyQuery } from "@/api/messages";
import type { Message } from "@/api/types";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { IconButton } from "@/components/ui/icon-button";
import { text } from "@/text/text";
import { rightsOf } from "./may";
import { useRoomHere } from "./RoomContext";

/** The version just chosen, and the way gone: its picker takes the focus over from the one that vanished. */
let arriving: { id: string; step: -1 | 1 } | undefined;

/** `‹ 2 / 3 ›`: goes through the versions of a question or an answer. */
export function BranchPicker({ message }: { message: Message }) {
  const words = text.actions;
  const here = useRoomHere();
  const cache = useQueryClient();
  const { tell, announce } = useNotices();
  const back = useRef<HTMLButtonElement>(null);
  const forth = useRef<HTMLButtonElement>(null);
  const siblings = message.branch?.siblings ?? [];
  const index = siblings.indexOf(message.id);
  const choose = useMutation({
    mutationFn: async (step: -1 | 1) => {
      const id = siblings[index + step];
      if (id === undefined) return;
      arriving = { id, step };
      await chooseMessage(message.room_id, id);
      await cache.invalidateQueries({ queryKey: historyQuery(message.room_id).queryKey });
      announce(words.version(index + step + 1, siblings.length));
    },
    onError: (problem) => {
      arriving = undefined;
      tell(wordsFor(problem), "danger");
    },
  });
  useEffect(() => {
    if (arriving?.id !== message.id) return;
    const wished = arriving.step < 0 ? back.current : forth.current;
    const other = arriving.step < 0 ? forth.current : back.current;
    (wished?.ariaDisabled === "true" ? other : wished)?.focus();
    arriving = undefined;
  }, [message.id]);
  if (siblings.length < 2 || index < 0 || !rightsOf(message, here).choose) return null;
  const go = (step: -1 | 1) => {
    if (!choose.isPending && siblings[index + step] !== undefined) choose.mutate(step);
  };
  return (
    <div role="group" aria-label={words.versions} className="-ml-2 mt-1 flex items-center text-tiny text-muted">
      <IconButton ref={back} label={words.previous} className="size-7 pointer-coarse:size-11" aria-disabled={index === 0 || undefined} onClick={() => go(-1)}>
        <ChevronLeft aria-hidden className="size-3.5" />
      </IconButton>
      <span className="tabular">
        <span className="sr-only">{words.version(index + 1, siblings.length)}</span>
        <span aria-hidden>
          {index + 1} / {siblings.length}
        </span>
      </span>
      <IconButton ref={forth} label={words.next} className="size-7 pointer-coarse:size-11" aria-disabled={index === siblings.length - 1 || undefined} onClick={() => go(1)}>
        <ChevronRight aria-hidden className="size-3.5" />
      </IconButton>
    </div>
  );
}
