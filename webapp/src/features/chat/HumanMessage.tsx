import { CircleAlert, RotateCw, Trash2 } from "lucide-react";
import type { Message } from "@/api/types";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";
import type { Draft } from "./live/timeline";
import { CopyButton } from "./markdown/CodeBlock";
import { MessageFrame } from "./MessageFrame";
import { useRoomHere } from "./RoomContext";

export function HumanMessage({ message }: { message: Message }) {
  const { myId } = useRoomHere();
  const mine = message.sender_id === myId;
  const who = mine ? text.chat.you : message.sender_display_name || message.sender_username;
  return (
    <MessageFrame
      tinted
      who={who}
      at={message.created_at}
      note={message.edited_at && <span className="text-tiny text-muted">{text.chat.edited}</span>}
      actions={<CopyButton value={message.content} label={text.chat.copyMessage} />}
    >
      <Words>{message.content}</Words>
    </MessageFrame>
  );
}

/** Looks like the message it is about to become. */
export function DraftMessage({ draft }: { draft: Draft }) {
  const { live, send } = useRoomHere();
  const failed = draft.state === "failed";
  return (
    <MessageFrame
      tinted
      who={text.chat.you}
      at={draft.createdAt}
      note={!failed && !draft.messageId && <span className="text-tiny text-muted">{text.chat.sending}</span>}
      actions={draft.messageId && <CopyButton value={draft.content} label={text.chat.copyMessage} />}
    >
      <Words>{draft.content}</Words>
      {failed && (
        <div role="alert" className="mt-2 flex flex-wrap items-center gap-2 text-small text-danger">
          <CircleAlert aria-hidden className="size-4" />
          <span>{draft.error ?? text.chat.notSent}</span>
          <Button
            size="sm"
            onClick={() => {
              live.discard(draft.key);
              send(draft.content);
            }}
          >
            <RotateCw aria-hidden className="size-3.5" />
            {text.chat.sendAgain}
          </Button>
          <Button size="sm" variant="quiet" onClick={() => live.discard(draft.key)}>
            <Trash2 aria-hidden className="size-3.5" />
            {text.chat.discard}
          </Button>
        </div>
      )}
    </MessageFrame>
  );
}

function Words({ children }: { children: string }) {
  return (
    <div dir="auto" className="text-body [overflow-wrap:anywhere] whitespace-pre-wrap">
      {children}
    </div>
  );
}
