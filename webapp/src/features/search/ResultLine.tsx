import { MessageSquare, Text } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { shortTime } from "@/text/format";
import { excerpt } from "./excerpt";
import type { Result } from "./useResults";

interface ResultLineProps {
  id: string;
  result: Result;
  query: string;
  active: boolean;
  onOpen: () => void;
}

export function ResultLine({ id, result, query, active, onOpen }: ResultLineProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      onPointerDown={(event) => event.preventDefault()}
      onPointerUp={onOpen}
      className={cn("flex min-h-11 cursor-default items-start gap-3 rounded-[6px] px-3 py-2 text-small", result.kind === "room" && "items-center", active ? "bg-hover" : "hover:bg-hover/60")}
    >
      {result.kind === "room" ? <RoomLine name={result.room.name} /> : <HitLine result={result} query={query} />}
    </div>
  );
}

function RoomLine({ name }: { name: string }) {
  return (
    <>
      <MessageSquare aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 truncate">{name}</span>
    </>
  );
}

function HitLine({ result, query }: { result: Extract<Result, { kind: "hit" }>; query: string }) {
  const { message, room_name: room } = result.hit;
  return (
    <>
      <Text aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="line-clamp-2 break-words">
          {excerpt(message.content, query).map((piece, index) =>
            piece.hit ? (
              <mark key={index} className="rounded-[3px] bg-accent-soft font-medium text-accent-strong">
                {piece.text}
              </mark>
            ) : (
              <span key={index}>{piece.text}</span>
            ),
          )}
        </span>
        <span className="truncate text-tiny text-muted">
          {message.sender_display_name || message.sender_username} · {room} · {shortTime(message.created_at)}
        </span>
      </span>
    </>
  );
}
