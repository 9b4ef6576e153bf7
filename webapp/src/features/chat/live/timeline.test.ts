import { describe, expect, test } from "vitest";
import type { Message, TurnEvent, TurnInfo } from "@/api/types";
import { timeline, type Draft } from "./timeline";
import { apply, ended, newTurn, type Turn } from "./turn";

const message = (id: string, minute: number, bot = false, more: Partial<Message> = {}): Message => ({
  id,
  room_id: "r",
  sender_id: bot ? "bot" : "me",
  sender_type: bot ? "BOT" : "HUMAN",
  sender_username: bot ? "sparkbot" : "ana",
  sender_display_name: null,
  content: id,
  created_at: `2026-01-01T12:${String(minute).padStart(2, "0")}:00Z`,
  reply_to_id: null,
  meta_json: null,
  edited_at: null,
  branch: null,
  ...more,
});

const turn = (id: string, ...events: object[]): Turn =>
  events.reduce<Turn>((state, event, index) => apply(state, { seq: index + 1, ...event } as TurnEvent, 0), newTurn(id, 0));

const past = (id: string, state: string, question: string, minute: number, more: Partial<TurnInfo> = {}) =>
  ended({ id, state, message_id: question, started_at: `2026-01-01T12:0${minute}:00Z`, ended_at: `2026-01-01T12:0${minute}:30Z`, silent: false, ...more } as TurnInfo);

const says = (question: string) => ({ type: "human_message", message_id: question, turn_id: "t" });
const keys = (...input: Parameters<typeof timeline>) => timeline(...input).map((entry) => entry.key).filter((key) => !key.startsWith("day:"));

const draft: Draft = { key: "draft:1", content: "q", replyToId: undefined, createdAt: "2026-01-01T12:05:00Z", state: "sending", error: undefined, messageId: undefined, settled: false };

describe("the list that is shown", () => {
  test("a running turn stands right after its question", () => {
    const running = turn("t", says("q1"), { type: "token", token: "…" });
    expect(keys([message("q1", 1), message("q2", 2)], [running], [])).toEqual(["q1", "turn:t", "q2"]);
  });

  test("no key changes from the first letter sent to the stored answer", () => {
    const sent: Draft = { ...draft, messageId: "q1" };
    const running = turn("t", says("q1"), { type: "token", token: "hi" });
    const done = turn("t", says("q1"), { type: "token", token: "hi" }, { type: "done", message_id: "a1" });
    const expected = ["draft:1", "turn:t"];
    expect(keys([], [running], [sent])).toEqual(expected);
    expect(keys([message("q1", 1)], [running], [sent])).toEqual(expected);
    expect(keys([message("q1", 1)], [done], [sent])).toEqual(expected);
    expect(keys([message("q1", 1), message("a1", 2, true)], [done], [sent])).toEqual(expected);
  });

  test("a message still on its way comes last", () => {
    expect(keys([message("q0", 1)], [], [draft])).toEqual(["q0", "draft:1"]);
  });

  test("a failed turn and its partial answer are one entry", () => {
    const failed = turn("t", says("q1"), { type: "token", token: "ha" }, { type: "error", error: "x", detail: "x", code: "y" });
    const partial = message("a1", 2, true, { meta_json: { interrupted: true } });
    const entries = timeline([message("q1", 1), partial], [failed], []);
    expect(entries.at(-1)).toMatchObject({ kind: "answer", key: "turn:t", message: partial });
    expect(entries.filter((entry) => entry.kind === "answer")).toHaveLength(1);
  });

  test("an old failure whose question is not loaded does not turn up at the end", () => {
    const failed = turn("t", says("long ago"), { type: "error", error: "x", detail: "x", code: "y" });
    expect(keys([message("q1", 1)], [failed], [])).toEqual(["q1"]);
  });

  test("a turn that chose silence stands after its question, when it ends and when it is found again", () => {
    const silent = turn("t", says("q1"), { type: "done", silent: true });
    expect(keys([message("q1", 1), message("q2", 2)], [silent], [])).toEqual(["q1", "turn:t", "q2"]);
    const found = past("t", "done", "q1", 1, { silent: true });
    expect(keys([message("q1", 1), message("a2", 1, true)], [found], [])).toEqual(["q1", "turn:t", "a2"]);
  });

  test("silence that gave way to an answer, before or afterwards, is not shown", () => {
    const answer = turn("t1", says("q1"), { type: "done", message_id: "a1" });
    const silent = { ...turn("t2", says("q1"), { type: "done", silent: true }), startedAt: 1 };
    expect(keys([message("q1", 1), message("a1", 2, true)], [answer, silent], [])).toEqual(["q1", "turn:t1"]);
    expect(keys([message("q1", 1)], [silent, { ...answer, startedAt: 2 }], [])).toEqual(["q1", "turn:t1"]);
  });

  test("days are told apart", () => {
    const entries = timeline([message("a", 1), message("b", 2), message("c", 3, false, { created_at: "2026-01-09T12:00:00Z" })], [], []);
    expect(entries.map((entry) => entry.kind)).toEqual(["day", "message", "message", "day", "message"]);
  });

  test("a note stands where it was made, whatever is said afterwards", () => {
    const note = { key: "note:1", line: "/help", text: "…", failed: false, at: 0, after: "q1" };
    expect(keys([message("q1", 1), message("q2", 2)], [], [], [note])).toEqual(["q1", "note:1", "q2"]);
    expect(keys([], [], [], [{ ...note, after: undefined }])).toEqual(["note:1"]);
  });

  test("an emptied view hides what was there and shows what comes", () => {
    const answered = turn("t", says("q1"), { type: "done", message_id: "a1" });
    const messages = [message("q1", 1), message("a1", 1, true), message("q2", 2)];
    expect(keys(messages, [answered], [{ ...draft, messageId: "q1" }], [], "a1")).toEqual(["cleared", "q2"]);
  });

  test("every failed turn of the past stands after its question, before its events are read", () => {
    const turns = [past("t1", "failed", "q1", 1), past("t2", "failed", "q2", 2)];
    expect(keys([message("q1", 1), message("q2", 2)], turns, [])).toEqual(["q1", "turn:t1", "q2", "turn:t2"]);
  });

  test("an ended turn of the past belongs to what the assistant said in its time", () => {
    const messages = [message("q1", 1), message("a1", 1, true), message("q2", 2)];
    const entries = timeline(messages, [past("t1", "done", "q1", 1), past("t2", "done", "q2", 2)], []);
    expect(entries.map((entry) => entry.kind === "answer" && entry.turn?.id)).toEqual([false, false, "t1", false]);
  });

  test("what was said in a version that is not shown does not come back as unsent", () => {
    expect(keys([message("q1", 1)], [], [{ ...draft, messageId: "q0", settled: true }])).toEqual(["q1"]);
  });

  test("a version that is not shown leaves no second answer behind", () => {
    const first = turn("t1", says("q1"), { type: "done", message_id: "a1" });
    const again = message("a2", 2, true, { branch: { index: 1, count: 2, siblings: ["a1", "a2"] } });
    expect(keys([message("q1", 1), again], [first], [])).toEqual(["q1", "a2"]);
  });
});
