import type { Message } from "@/api/types";
import { isLive, type Turn } from "./turn";

/** Something said here that the server has not stored yet. */
export interface Draft {
  key: string;
  content: string;
  replyToId: string | undefined;
  createdAt: string;
  state: "sending" | "failed";
  error: string | undefined;
  /** Set once stored; the message then takes this draft's place in the list. */
  messageId: string | undefined;
}

export type Entry =
  | { kind: "day"; key: string; date: string }
  | { kind: "message"; key: string; message: Message }
  | { kind: "draft"; key: string; draft: Draft }
  | { kind: "answer"; key: string; turn: Turn | undefined; message: Message | undefined };

/**
 * The list that is shown: stored messages in the order of time, running turns right after what they answer, drafts last.
 * Keys never change while a draft becomes a message and a running turn becomes a stored answer, so nothing is drawn anew.
 */
export function timeline(messages: readonly Message[], turns: readonly Turn[], drafts: readonly Draft[]): Entry[] {
  const byAnswer = answersOf(messages, turns);
  const answered = new Set(byAnswer.values());
  const draftByMessage = new Map(drafts.flatMap((draft) => (draft.messageId ? [[draft.messageId, draft] as const] : [])));
  const stored = new Set(messages.map((message) => message.id));
  const open = turns.filter((turn) => !turn.silent && !answered.has(turn));
  const placed = new Set<string>();

  const entries: Entry[] = [];
  const answersTo = (messageId: string) => {
    for (const turn of open) {
      if (turn.humanMessageId !== messageId || placed.has(turn.id)) continue;
      placed.add(turn.id);
      entries.push(answerOf(turn));
    }
  };

  let day = "";
  for (const message of messages) {
    const date = dateOf(message);
    if (date !== day) entries.push({ kind: "day", key: `day:${date}`, date: message.created_at });
    day = date;
    entries.push(entryOf(message, byAnswer.get(message.id), draftByMessage.get(message.id)));
    answersTo(message.id);
  }
  for (const draft of drafts) {
    if (draft.messageId && stored.has(draft.messageId)) continue;
    entries.push({ kind: "draft", key: draft.key, draft });
    if (draft.messageId) answersTo(draft.messageId);
  }
  // An ended turn whose question is on a page not loaded belongs there, not here.
  for (const turn of open) if (!placed.has(turn.id) && isLive(turn)) entries.push(answerOf(turn));
  return entries;
}

/** Which turn wrote which stored answer. A failed turn names none: its partial answer is the cut-off one after its question. */
function answersOf(messages: readonly Message[], turns: readonly Turn[]): ReadonlyMap<string, Turn> {
  const stored = new Map(messages.map((message, index) => [message.id, index]));
  const pairs = turns.flatMap((turn) => {
    if (turn.messageId !== undefined) return stored.has(turn.messageId) ? [[turn.messageId, turn] as const] : [];
    const question = turn.humanMessageId === undefined ? undefined : stored.get(turn.humanMessageId);
    const next = question === undefined ? undefined : messages[question + 1];
    const partial = !isLive(turn) && next?.sender_type === "BOT" && next.meta_json?.interrupted;
    return partial ? [[next.id, turn] as const] : [];
  });
  return new Map(pairs);
}

const dates = new WeakMap<Message, string>();

function dateOf(message: Message): string {
  let date = dates.get(message);
  if (date === undefined) {
    date = new Date(message.created_at).toDateString();
    dates.set(message, date);
  }
  return date;
}

function answerOf(turn: Turn): Entry {
  return { kind: "answer", key: `turn:${turn.id}`, turn, message: undefined };
}

function entryOf(message: Message, turn: Turn | undefined, draft: Draft | undefined): Entry {
  if (message.sender_type === "BOT") {
    return { kind: "answer", key: turn ? `turn:${turn.id}` : message.id, turn, message };
  }
  return { kind: "message", key: draft?.key ?? message.id, message };
}
