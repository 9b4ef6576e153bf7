import { CircleAlert, RotateCw, Trash2 } from "lucide-react";
import type { Message } from "@/api/types";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";
import type { Draft } from "./live/timeline";
import { BranchPicker } from "./BranchPicker";
import { AttachedFile } from "./files/AttachedFile";
import { attachedTo } from "./files/attachments";
import { EditMessage } from "./EditMessage";
import { rightsOf } from "./may";
import { MessageActions } from "./MessageActions";
import { MessageFrame } from "./MessageFrame";
import { nameOf, Quote } from "./Quote";
import { useRoomHere } from "./RoomContext";

export function HumanMessage({ message }: { message: Message }) {
  const here = useRoomHere();
  const { myId, editing, replyTo } = here;
  const changing = editing === message.id;
  const mayReply = !changing && rightsOf(message, here).reply;
  return (
    <MessageFrame
      tinted
      id={message.id}
      who={nameOf(message, myId)}
      at={message.created_at}
      note={message.edited_at && <span className="text-tiny text-muted">{text.chat.edited}</span>}
      actions={!changing && <MessageActions message={message} />}
      onSwipe={mayReply ? () => replyTo(message) : undefined}
    >
      {message.reply_to_id && <Quote messageId={message.reply_to_id} />}
      {changing ? <EditMessage message={message} /> : <Said>{message.content}</Said>}
      <BranchPicker message={message} />
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
    >
      {draft.replyToId && <Quote messageId={draft.replyToId} />}
      <Words>{draft.content}</Words>
      {failed && (
        <div role="alert" className="mt-2 flex flex-wrap items-center gap-2 text-small text-danger">
          <CircleAlert aria-hidden className="size-4" />
          <span>{draft.error ?? text.chat.notSent}</span>
          <Button
            size="sm"
            onClick={() => {
              live.discard(draft.key);
              send(draft.content, draft.replyToId);
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

function Said({ children }: { children: string }) {
  const { attached, words } = attachedTo(children);
  return (
    <>
      {attached && <AttachedFile attached={attached} />}
      {words !== "" && <Words>{words}</Words>}
    </>
  );
}

function Words({ children }: { children: string }) {
  return (
    <div dir="auto" className="text-body [overflow-wrap:anywhere] whitespace-pre-wrap">
      {children}
    </div>
  );
}
