import { useQuery } from "@tanstack/react-query";
import { CornerUpRight } from "lucide-react";
import { ApiError } from "@/api/http";
import { readMessage } from "@/api/messages";
import type { Message } from "@/api/types";
import { text } from "@/text/text";
import { useRoomHere } from "./RoomContext";

const LONGEST = 140;

/** The first words of the message that another one replies to; leads there. */
export function Quote({ messageId }: { messageId: string }) {
  const { roomId, find, jumpTo, myId } = useRoomHere();
  const loaded = find(messageId);
  const read = useQuery({
    queryKey: ["message", roomId, messageId],
    queryFn: () => readMessage(roomId, messageId),
    enabled: loaded === undefined,
    staleTime: 60_000,
  });
  const message = loaded ?? read.data;
  if (!message) {
    const gone = read.error instanceof ApiError && read.error.status === 404;
    return gone ? <p className="mb-1 text-tiny text-muted">{text.actions.quoteGone}</p> : null;
  }
  const who = nameOf(message, myId);
  const words = firstWordsOf(message.content);
  return (
    <button
      type="button"
      aria-label={text.actions.quoteOf(who, words)}
      onClick={() => jumpTo(messageId)}
      className="mb-1 flex min-h-6 max-w-full pointer-coarse:min-h-11 items-center gap-1.5 rounded-input border-l-2 border-control/60 pr-2 pl-2 text-left text-tiny text-muted transition-colors duration-150 hover:bg-hover hover:text-text"
    >
      <CornerUpRight aria-hidden className="size-3 shrink-0" />
      <span className="shrink-0 font-medium">{who}</span>
      <span className="truncate">{words}</span>
    </button>
  );
}

export function nameOf(message: Message, myId: string | undefined): string {
  if (message.sender_type === "HUMAN" && message.sender_id === myId) return text.chat.you;
  return message.sender_display_name || message.sender_username || text.chat.assistant;
}

/** One line without the marks of Markdown. */
export function firstWordsOf(content: string): string {
  const line = content
    .replaceAll(/```[\s\S]*?(```|$)/g, "…")
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\\[()[\]]|\${2}/g, "")
    .replaceAll(/[*_`#>|]+/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()}…` : line;
}
