import { describe, expect, test } from "vitest";
import { flatten, upTo, withMessage, type History } from "./messages";
import type { Message } from "./types";

const message = (id: string, created_at: string, content = id): Message => ({
  id,
  room_id: "r",
  sender_id: "u",
  sender_type: "HUMAN",
  sender_username: "ana",
  sender_display_name: null,
  content,
  created_at,
  reply_to_id: null,
  meta_json: null,
  edited_at: null,
  branch: null,
});

const history = (...pages: Message[][]): History => ({
  pages: pages.map((messages) => ({ messages, total: messages.length, has_more: false, has_newer: false })),
  pageParams: pages.map(() => undefined),
});

describe("a message that arrives by another way than a page", () => {
  test("takes its place in time, whatever the precision of the times", () => {
    const before = history([message("a", "2026-01-01T10:00:00Z"), message("c", "2026-01-01T10:00:01Z")]);
    const after = withMessage(before, message("b", "2026-01-01T10:00:00.500Z"));
    expect(flatten(after).map((one) => one.id)).toEqual(["a", "b", "c"]);
  });

  test("replaces the one with its id on the page where that is", () => {
    const before = history([message("c", "2026-01-03T00:00:00Z")], [message("a", "2026-01-01T00:00:00Z")]);
    const after = withMessage(before, message("a", "2026-01-01T00:00:00Z", "edited"));
    expect(after.pages.map((page) => page.messages.length)).toEqual([1, 1]);
    expect(flatten(after)[0]?.content).toBe("edited");
  });
});

test("pages come in the order of time and overlapping ones show a message once", () => {
  const a = message("a", "2026-01-01T00:00:00Z");
  const b = message("b", "2026-01-02T00:00:00Z");
  const c = message("c", "2026-01-03T00:00:00Z");
  expect(flatten(history([b, c], [a, b])).map((one) => one.id)).toEqual(["a", "b", "c"]);
});

test("going back to a message takes it and everything after it away, on every page", () => {
  const a = message("a", "2026-01-01T00:00:00Z");
  const b = message("b", "2026-01-02T00:00:00Z");
  const c = message("c", "2026-01-03T00:00:00Z");
  expect(flatten(upTo(history([c], [a, b]), "b")).map((one) => one.id)).toEqual(["a"]);
  expect(flatten(upTo(history([b, c], [a]), "gone"))).toHaveLength(3);
});
