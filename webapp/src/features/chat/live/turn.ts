import type { ToolInput, ToolStatus, TurnEvent, TurnInfo, TurnState } from "@/api/types";

export interface TextPart {
  kind: "text";
  text: string;
}

export interface ToolPart {
  kind: "tool";
  callId: string;
  tool: string;
  title: string;
  input: ToolInput;
  status: "running" | ToolStatus;
  result: string;
  startedAt: number;
  /** Milliseconds; undefined where it was not watched live. */
  took: number | undefined;
}

export interface ApprovalPart {
  kind: "approval";
  confirmId: string;
  tool: string;
  title: string;
  input: ToolInput;
  reason: string;
  expiresAt: string;
  state: "pending" | "approved" | "denied" | "expired";
  decidedAt: number | undefined;
  decidedHere: boolean;
}

export type Part = TextPart | ToolPart | ApprovalPart;

/** One turn as far as its events have been seen. Immutable; `apply` makes the next one. */
export interface Turn {
  id: string;
  /** Number of the last event applied; an event at or below it is a repetition. */
  seq: number;
  state: TurnState;
  parts: readonly Part[];
  humanMessageId: string | undefined;
  /** The stored answer, once there is one. */
  messageId: string | undefined;
  error: { text: string; code: string } | undefined;
  silent: boolean;
  startedAt: number;
  endedAt: number | undefined;
  /** False as long as only the server's line about an ended turn is known, and none of its events. */
  seen: boolean;
  /** It was over when this page first heard of it. */
  past: boolean;
}

export function newTurn(id: string, now: number): Turn {
  return {
    id,
    seq: 0,
    state: "running",
    parts: [],
    humanMessageId: undefined,
    messageId: undefined,
    error: undefined,
    silent: false,
    startedAt: now,
    endedAt: undefined,
    seen: true,
    past: false,
  };
}

/** A turn that ended before this page heard of it. */
export function ended(info: TurnInfo): Turn {
  return {
    ...newTurn(info.id, Date.parse(info.started_at)),
    state: info.state,
    humanMessageId: info.message_id,
    endedAt: info.ended_at === null ? undefined : Date.parse(info.ended_at),
    silent: info.silent,
    seen: false,
    past: true,
  };
}

/** What the events of an ended turn told, with the times of the turn: those of reading them say nothing. */
export function replayed(turn: Turn, { state, humanMessageId, startedAt, endedAt }: Turn): Turn {
  return {
    ...turn,
    // Older events may have been dropped; the server's line is right in any case.
    state,
    humanMessageId,
    startedAt,
    endedAt,
    seen: true,
    past: true,
    parts: turn.parts.map((part) => (part.kind === "approval" ? { ...part, decidedAt: undefined } : part)),
  };
}

export function apply(turn: Turn, event: TurnEvent, now: number): Turn {
  if (event.seq <= turn.seq) return turn;
  const settled = settleApproval(turn, event, now);
  return { ...settled, ...change(settled, event, now), seq: event.seq };
}

function change(turn: Turn, event: TurnEvent, now: number): Partial<Turn> {
  switch (event.type) {
    case "human_message":
      return { humanMessageId: event.message_id };
    case "token":
      return { state: "running", parts: withText(turn.parts, event.token) };
    case "tool_start":
      return {
        state: "running",
        parts: [
          ...turn.parts,
          {
            kind: "tool",
            callId: event.call_id,
            tool: event.tool,
            title: event.title,
            input: event.input,
            status: "running",
            result: "",
            startedAt: now,
            took: undefined,
          },
        ],
      };
    case "tool_done":
      return { parts: withResult(turn.parts, event, now) };
    case "confirm_required":
      return {
        state: "parked",
        parts: [
          ...turn.parts,
          {
            kind: "approval",
            // Who may not decide is not told which question it is.
            confirmId: event.confirm_id ?? `${event.turn_id}:${event.seq}`,
            tool: event.tool,
            title: event.title,
            input: event.input,
            reason: event.reason,
            expiresAt: event.expires_at,
            state: "pending",
            decidedAt: undefined,
            decidedHere: false,
          },
        ],
      };
    case "done":
      return { endedAt: now, state: event.interrupted ? "stopped" : "done", messageId: event.message_id, silent: event.silent ?? false };
    case "error":
      return { endedAt: now, state: "failed", error: { text: event.detail || event.error, code: event.code } };
    default:
      return {};
  }
}

/** A parked turn that goes on was decided by somebody; a denied tool result tells which way. */
function settleApproval(turn: Turn, event: TurnEvent, now: number): Turn {
  const open = turn.parts.some((part) => part.kind === "approval" && part.state === "pending");
  if (!open || event.type === "confirm_required") return turn;
  const denied = event.type === "tool_done" && event.status === "denied";
  return decided(turn, undefined, denied ? "denied" : "approved", now, false);
}

/** Marks the named approval, or every open one, as decided. */
export function decided(
  turn: Turn,
  confirmId: string | undefined,
  state: "approved" | "denied" | "expired",
  now: number,
  here: boolean,
): Turn {
  return {
    ...turn,
    parts: turn.parts.map((part) =>
      part.kind === "approval" && part.state === "pending" && (confirmId === undefined || part.confirmId === confirmId)
        ? { ...part, state, decidedAt: now, decidedHere: here }
        : part,
    ),
  };
}

function withText(parts: readonly Part[], text: string): readonly Part[] {
  const last = parts.at(-1);
  if (last?.kind !== "text") return [...parts, { kind: "text", text }];
  return [...parts.slice(0, -1), { kind: "text", text: last.text + text }];
}

type ToolDone = Extract<TurnEvent, { type: "tool_done" }>;

function withResult(parts: readonly Part[], event: ToolDone, now: number): readonly Part[] {
  const finished = { status: event.status, result: event.result };
  const index = parts.findLastIndex(
    (part) => part.kind === "tool" && part.status === "running" && part.callId === event.call_id,
  );
  const running = parts[index];
  if (running?.kind !== "tool") {
    // The refusal of a parked call: its card has already folded and says so.
    if (parts.some((part) => part.kind === "approval" && part.tool === event.tool && part.state === "denied")) return parts;
    const unseen = { kind: "tool" as const, callId: event.call_id, tool: event.tool, title: event.tool, input: {}, startedAt: now };
    return [...parts, { ...unseen, took: undefined, ...finished }];
  }
  const measured = now - running.startedAt;
  // Replayed events arrive together; the gap between them says nothing about the tool.
  const took = measured >= 20 ? measured : undefined;
  return parts.with(index, { ...running, ...finished, took });
}

export function textOf(turn: Turn): string {
  return turn.parts
    .flatMap((part) => (part.kind === "text" ? [part.text] : []))
    .join("\n\n");
}

/** Whether more events of this turn may still come. */
export function isLive(turn: Turn): boolean {
  return turn.state === "running" || turn.state === "parked";
}
