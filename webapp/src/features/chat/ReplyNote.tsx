import { CornerUpRight, X } from "lucide-react";
import type { Message } from "@/api/types";
import { IconButton } from "@/components/ui/icon-button";
import { text } from "@/text/text";
import { firstWordsOf, nameOf } from "./Quote";

/** Above the composer: what the next message replies to. */
export function ReplyNote({ message, myId, onCancel }: { message: Message; myId: string | undefined; onCancel: () => void }) {
  return (
    <div className="appear mb-1.5 flex items-center gap-2 rounded-card border border-line bg-bg py-0.5 pr-0.5 pl-3 text-small">
      <CornerUpRight aria-hidden className="size-3.5 shrink-0 text-muted" />
      <span className="shrink-0 font-medium">{text.actions.replyTo(nameOf(message, myId))}</span>
      <span className="min-w-0 flex-1 truncate text-muted">{firstWordsOf(message.content)}</span>
      <IconButton label={text.actions.cancelReply} onClick={onCancel}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
