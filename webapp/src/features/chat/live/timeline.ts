import type { Message } from "@/api/types";
import { dayNumber } from "@/text/format";
import type { Note } from "./note";
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
  /** Its message has been in the history; where that lacks it now, another version is shown. */
  settled: boolean;
}

export type Entry =
  | { kind: "day"; key: string; date: string }
  | { kind: "message"; key: string; message: Message }
  | { kind: "note"; key: string; note: Note }
  | { kind: "cleared"; key: string }
  | { kind: "draft"; key: string; draft: Draft }
  | { kind: "answer"; key: string; turn: Turn | undefined; message: Message | undefined };

/**
 * The list that is shown: stored messages in the order of time, running turns right after what they answer, drafts last.
 * Keys never change while a draft becomes a message and a running turn becomes a stored answer, so nothing is drawn anew.
 */
export function timeline(
  messages: readonly Message[],
  turns: readonly Turn[],
  drafts: readonly Draft[],
  notes: readonly Note[] = [],
  clearedAt?: string,
): Entry[] {
  const hidden = messages.findIndex((message) => message.id === clearedAt);
  if (hidden >= 0) {
    const gone = new Set(messages.slice(0, hidden + 1).map((message) => message.id));
    const stays = (id: string | undefined) => id === undefined || !gone.has(id);
    const left = turns.filter((turn) => isLive(turn) || (stays(turn.humanMessageId) && stays(turn.messageId)));
    const written = drafts.filter((draft) => stays(draft.messageId));
    return [{ kind: "cleared", key: "cleared" }, ...timeline(messages.slice(hidden + 1), left, written, notes)];
  }
  const byAnswer = answersOf(messages, turns);
  const answered = new Set(byAnswer.values());
  const draftByMessage = new Map(drafts.flatMap((draft) => (draft.messageId ? [[draft.messageId, draft] as const] : [])));
  const stored = new Set(messages.map((message) => message.id));
  const questions = new Set([...answered].map((turn) => turn.humanMessageId));
  const open = turns.filter((turn) => !answered.has(turn) && !(turn.silent && questions.has(turn.humanMessageId)) && isShown(turn, messages, turns));
  const placed = new Set<string>();

  const entries: Entry[] = [];
  const answersTo = (messageId: string) => {
    for (const turn of open) {
      if (turn.humanMessageId !== messageId || placed.has(turn.id)) continue;
      placed.add(turn.id);
      entries.push(answerOf(turn));
    }
  };

  const told = new Set<Note>();
  const notesAfter = (messageId: string | undefined) => {
    for (const note of notes) {
      if (told.has(note) || (messageId !== undefined && note.after !== messageId)) continue;
      told.add(note);
      entries.push({ kind: "note", key: note.key, note });
    }
  };

  let day = "";
  for (const message of messages) {
    const date = dateOf(message);
    if (date !== day) entries.push({ kind: "day", key: `day:${date}`, date: message.created_at });
    day = date;
    entries.push(entryOf(message, byAnswer.get(message.id), draftByMessage.get(message.id)));
    answersTo(message.id);
    notesAfter(message.id);
  }
  for (const draft of drafts) {
    if (draft.settled || (draft.messageId && stored.has(draft.messageId))) continue;
    entries.push({ kind: "draft", key: draft.key, draft });
    if (draft.messageId) answersTo(draft.messageId);
  }
  // An ended turn whose question is on a page not loaded belongs there, not here.
  for (const turn of open) if (!placed.has(turn.id) && isLive(turn)) entries.push(answerOf(turn));
  notesAfter(undefined);
  return entries;
}

/** Whether a turn without a stored answer in sight stands for itself. */
function isShown(turn: Turn, messages: readonly Message[], turns: readonly Turn[]): boolean {
  if (isLive(turn) || turn.state === "failed") return true;
  if (turn.past && !turn.silent) return turn.state !== "done" && turn.messageId === undefined && turn.seen;
  const another = turns.some((one) => one !== turn && one.humanMessageId === turn.humanMessageId && one.startedAt > turn.startedAt);
  return !another && !messages.some((message) => turn.messageId !== undefined && message.branch?.siblings.includes(turn.messageId));
}

/** Which turn wrote which stored answer. */
function answersOf(messages: readonly Message[], turns: readonly Turn[]): ReadonlyMap<string, Turn> {
  const stored = new Map(messages.map((message, index) => [message.id, index]));
  const pairs = turns.flatMap((turn) => {
    if (turn.messageId !== undefined) return stored.has(turn.messageId) ? [[turn.messageId, turn] as const] : [];
    const question = turn.humanMessageId === undefined ? undefined : stored.get(turn.humanMessageId);
    if (question === undefined || isLive(turn) || turn.silent) return [];
    const answer = turn.past ? answerWithin(messages, question, turn) : partialAnswer(messages[question + 1]);
    return answer ? [[answer.id, turn] as const] : [];
  });
  return new Map(pairs);
}

/** A failed turn names no answer: its partial one is the cut-off one right after its question. */
function partialAnswer(next: Message | undefined): Message | undefined {
  return next?.sender_type === "BOT" && next.meta_json?.interrupted ? next : undefined;
}

const CLOCK_MS = 1_000;

/** Until the events of a past turn are read, its answer is what the assistant said while it went on. */
function answerWithin(messages: readonly Message[], question: number, turn: Turn): Message | undefined {
  const end = turn.endedAt;
  if (end === undefined) return undefined;
  for (const message of messages.slice(question + 1)) {
    const at = Date.parse(message.created_at);
    if (at > end + CLOCK_MS) return undefined;
    const fits = turn.state === "failed" ? message.meta_json?.interrupted : true;
    if (message.sender_type === "BOT" && fits && at >= turn.startedAt - CLOCK_MS) return message;
  }
  return undefined;
}

const dates = new WeakMap<Message, string>();

function dateOf(message: Message): string {
  let date = dates.get(message);
  if (date === undefined) {
    date = String(dayNumber(new Date(message.created_at)));
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
