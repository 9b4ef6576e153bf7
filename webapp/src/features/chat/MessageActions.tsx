import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil, RefreshCw, Reply, Trash2, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { deleteMessage, dropMessage } from "@/api/messages";
import type { Message } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useCopy } from "@/components/copy-button";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { IconButton } from "@/components/ui/icon-button";
import { text } from "@/text/text";
import { rightsOf } from "./may";
import { useRoomHere } from "./RoomContext";

/** What can be done with one message; each is a button that the Tab key reaches. */
export function MessageActions({ message }: { message: Message }) {
  const words = text.actions;
  const here = useRoomHere();
  const { tell } = useNotices();
  const { copy, Icon } = useCopy();
  const [removing, setRemoving] = useState(false);
  const may = rightsOf(message, { ...here, asker: here.askerOf(message.id) });
  const answer = message.sender_type === "BOT";
  const again = () => void here.live.regenerate(message.id).catch((problem: unknown) => tell(wordsFor(problem), "danger"));
  return (
    <>
      <Action icon={Icon} label={answer ? words.copyAnswer : words.copyMessage} onClick={() => void copy(message.content)} />
      {may.reply && <Action icon={Reply} label={words.reply} onClick={() => here.replyTo(message)} />}
      {may.regenerate && <Action icon={RefreshCw} label={words.regenerate} onClick={again} />}
      {may.edit && <Action icon={Pencil} label={words.edit} onClick={() => here.edit(message.id)} />}
      {may.remove && <Action icon={Trash2} label={words.remove} onClick={() => setRemoving(true)} />}
      {removing && <RemoveMessage message={message} onClose={() => setRemoving(false)} />}
    </>
  );
}

function Action({ icon: Icon, label, onClick }: { icon: LucideIcon; label: string; onClick: () => void }) {
  return (
    <IconButton label={label} side="top" className="size-7 pointer-coarse:size-11" onClick={onClick}>
      <Icon aria-hidden className="size-3.5" />
    </IconButton>
  );
}

function RemoveMessage({ message, onClose }: { message: Message; onClose: () => void }) {
  const words = text.actions;
  const cache = useQueryClient();
  const { tell } = useNotices();
  const remove = useMutation({
    mutationFn: () => deleteMessage(message.room_id, message.id),
    onSuccess: () => {
      onClose();
      dropMessage(cache, message.room_id, message.id);
      tell(words.removed);
      document.getElementById("composer")?.focus();
    },
  });
  return (
    <ConfirmDialog
      title={words.removeTitle}
      hint={words.removeHint}
      action={words.removeShort}
      busy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
