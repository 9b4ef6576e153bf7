import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { editMessage, keepMessage } from "@/api/messages";
import type { Message } from "@/api/types";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { text } from "@/text/text";
import { rightsOf } from "./may";
import { useRoomHere } from "./RoomContext";

/** Changes one's own words: only them, or with a new answer as another version. */
export function EditMessage({ message }: { message: Message }) {
  const words = text.actions;
  const here = useRoomHere();
  const cache = useQueryClient();
  const { tell } = useNotices();
  const [value, setValue] = useState(message.content);
  const field = useRef<HTMLTextAreaElement>(null);
  const { rerun } = rightsOf(message, here);
  const content = value.trim();
  const usable = content !== "" && content !== message.content;

  const close = () => {
    here.edit(undefined);
    document.getElementById("composer")?.focus();
  };
  const save = useMutation({
    mutationFn: () => editMessage(message.room_id, message.id, content),
    onSuccess: (changed) => {
      keepMessage(cache, changed);
      close();
    },
  });
  const ask = () => {
    if (content === "") return;
    close();
    here.live.rerun(message.id, content).catch((problem: unknown) => tell(wordsFor(problem), "danger"));
  };
  useEffect(() => {
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (rerun) ask();
      else if (usable) save.mutate();
    }
  };
  return (
    <div className="grid gap-2 py-1">
      <Textarea
        ref={field}
        aria-label={words.editLabel}
        value={value}
        rows={Math.min(10, value.split("\n").length + 1)}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {rerun && <p className="text-tiny text-muted">{words.editHint}</p>}
      {save.error && (
        <p role="alert" className="text-small text-danger">
          {wordsFor(save.error)}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="sm" variant="quiet" onClick={close}>
          {text.common.cancel}
        </Button>
        <Button size="sm" busy={save.isPending} aria-disabled={!usable || undefined} onClick={() => usable && save.mutate()}>
          {words.save}
        </Button>
        {rerun && (
          <Button size="sm" variant="primary" aria-disabled={content === "" || undefined} onClick={ask}>
            {words.saveAndAsk}
          </Button>
        )}
      </div>
    </div>
  );
}
