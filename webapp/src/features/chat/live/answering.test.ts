import { expect, test } from "vitest";
import { isAnswering } from "./answering";
import type { Draft } from "./timeline";
import { newTurn } from "./turn";

const draft: Draft = { key: "d", content: "x", replyToId: undefined, createdAt: "", state: "sending", error: undefined, messageId: undefined, settled: false };
const turn = { ...newTurn("t", 0), humanMessageId: "m" };

test("from the sending on an answer is under way, also while only the socket knows that the message is stored", () => {
  expect(isAnswering({ turns: [], drafts: [draft] })).toBe(true);
  expect(isAnswering({ turns: [{ ...turn, humanMessageId: undefined, state: "done" }], drafts: [draft] })).toBe(true);
  expect(isAnswering({ turns: [], drafts: [{ ...draft, messageId: "m" }] })).toBe(true);
  expect(isAnswering({ turns: [turn], drafts: [{ ...draft, messageId: "m" }] })).toBe(true);
});

test("it is over when the turn has ended or waits, and when nothing was sent", () => {
  const sent = { ...draft, messageId: "m" };
  for (const state of ["done", "parked", "failed", "stopped"] as const) expect(isAnswering({ turns: [{ ...turn, state }], drafts: [sent] })).toBe(false);
  expect(isAnswering({ turns: [], drafts: [{ ...sent, settled: true }] })).toBe(false);
  expect(isAnswering({ turns: [], drafts: [{ ...draft, state: "failed" }] })).toBe(false);
});
