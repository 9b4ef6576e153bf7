import { Check, CirclePause } from "lucide-react";
import { useEffect } from "react";
import type { Message } from "@/api/types";
import { Spark } from "@/components/logo";
import { Chip } from "@/components/ui/chip";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { AnswerError } from "./AnswerError";
import { ApprovalSlot } from "./ApprovalSlot";
import { BranchPicker } from "./BranchPicker";
import type { Part, Turn } from "./live/turn";
import { LazyMarkdown } from "./markdown/LazyMarkdown";
import { rightsOf } from "./may";
import { MessageActions } from "./MessageActions";
import { MessageFrame } from "./MessageFrame";
import { useRoomHere } from "./RoomContext";
import { ToolActivity } from "./ToolActivity";

/** What the assistant says and does: while it happens, and afterwards as the stored message. */
export function Answer({ turn, message }: { turn: Turn | undefined; message: Message | undefined }) {
  const here = useRoomHere();
  const { live, replyTo } = here;
  const unread = turn !== undefined && !turn.seen ? turn.id : undefined;
  useEffect(() => {
    if (unread !== undefined) live.load(unread);
  }, [live, unread]);
  const running = turn?.state === "running" && !message;
  if (turn?.silent && !message && !turn.parts.some(isDeed)) return <NoReply />;
  return (
    <MessageFrame
      who={message?.sender_display_name || text.chat.assistant}
      icon={<Spark className="size-3.5" />}
      at={message?.created_at ?? turn?.endedAt ?? turn?.startedAt ?? 0}
      note={<EndNote turn={turn} message={message} />}
      id={message?.id}
      actions={message && <MessageActions message={message} />}
      onSwipe={message && rightsOf(message, here).reply ? () => replyTo(message) : undefined}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1" aria-busy={running || undefined}>
        {partsOf(turn, message).map((part, index) => (
          <AnswerPart key={keyOf(part, index)} part={part} turn={turn} streaming={running} />
        ))}
        {running && <Waiting turn={turn} />}
        {turn?.error && <AnswerError error={turn.error} fresh={!turn.past} />}
        {turn && !turn.seen && !message && <Skeleton className="h-11" />}
        {turn?.silent && !message && <NoReply />}
      </div>
      {message && <BranchPicker message={message} />}
    </MessageFrame>
  );
}

function AnswerPart({ part, turn, streaming }: { part: Part; turn: Turn | undefined; streaming: boolean }) {
  switch (part.kind) {
    case "text":
      return (
        <div className="my-1 first:mt-0 last:mb-0">
          <LazyMarkdown streaming={streaming}>{part.text}</LazyMarkdown>
        </div>
      );
    case "tool":
      return <ToolActivity part={part} />;
    case "approval":
      return turn && <ApprovalSlot part={part} turnId={turn.id} />;
  }
}

/** Whether it is something done rather than said; that is shown also where nothing was said. */
function isDeed(part: Part): boolean {
  return part.kind !== "text";
}

/** Nothing was asked of the assistant, and nobody needs to wait for it. */
function NoReply() {
  return (
    <p className="flex items-center gap-1.5 py-1.5 text-tiny text-muted">
      <Check aria-hidden className="size-3.5" />
      {text.chat.noReply}
    </p>
  );
}

function keyOf(part: Part, index: number): string {
  if (part.kind === "tool") return part.callId;
  return part.kind === "approval" ? part.confirmId : `text:${index}`;
}

/** The stored text wins over the streamed one; what was done before it stays visible. */
function partsOf(turn: Turn | undefined, message: Message | undefined): readonly Part[] {
  if (!message) return turn?.parts ?? [];
  const stored: Part = { kind: "text", text: message.content };
  if (!turn) return [stored];
  const texts = turn.parts.filter((part) => part.kind === "text");
  if (squeezed(texts.map((part) => part.text).join("")) === squeezed(message.content)) return turn.parts;
  return [...turn.parts.filter((part) => part.kind !== "text"), stored];
}

function squeezed(value: string): string {
  return value.replaceAll(/\s+/g, "");
}

/** Before the first word, and between two rounds of tools. */
function Waiting({ turn }: { turn: Turn }) {
  const last = turn.parts.at(-1);
  if (last?.kind === "text" || (last?.kind === "tool" && last.status === "running")) return null;
  return (
    <p className="flex h-6 items-center gap-1 text-small text-muted">
      <span className="sr-only">{text.chat.thinking}</span>
      {[0, 1, 2].map((dot) => (
        <span
          key={dot}
          aria-hidden
          className="size-1.5 animate-[pulse-dot_1.2s_ease-in-out_infinite] rounded-full bg-accent"
          style={{ animationDelay: `${dot * 160}ms` }}
        />
      ))}
    </p>
  );
}

function EndNote({ turn, message }: { turn: Turn | undefined; message: Message | undefined }) {
  if (turn?.error || (turn?.state !== "stopped" && turn?.state !== "interrupted" && !message?.meta_json?.interrupted)) return null;
  return (
    <Chip>
      <CirclePause aria-hidden />
      {turn?.state === "stopped" ? text.chat.stopped : text.chat.cutShort}
    </Chip>
  );
}
