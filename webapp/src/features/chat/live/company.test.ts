import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RoomFrame } from "@/api/types";
import { ALONE, CompanyWatch, type Company } from "./company";

let now = 0;
let company: Company;
let sent: object[];
let watch: CompanyWatch;

beforeEach(() => {
  vi.useFakeTimers();
  now = 0;
  company = ALONE;
  sent = [];
  watch = new CompanyWatch(
    (next) => (company = next),
    (frame) => sent.push(frame),
    () => now,
  );
});

afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

const typing = (user_id: string, is_typing = true): RoomFrame => ({ type: "typing", payload: { user_id, username: user_id, is_typing } });

test("who types is named until they stop, send, or fall silent", () => {
  watch.frame({ type: "presence", online_users: [{ user_id: "a", username: "ana", type: "HUMAN", display_name: "Ana" }] });
  watch.frame(typing("a"));
  watch.frame(typing("ben"));
  expect(company.typing).toEqual(["Ana", "ben"]);
  watch.frame(typing("ben", false));
  expect(company.typing).toEqual(["Ana"]);
  watch.frame({ type: "message", message: { sender_id: "a" } as never });
  expect(company.typing).toEqual([]);
  watch.frame(typing("a"));
  vi.advanceTimersByTime(6_000);
  expect(company.typing).toEqual([]);
});

test("the others are told when writing starts and ends, and only now and then in between", () => {
  watch.writing(false);
  watch.writing(true);
  now = 1_000;
  watch.writing(true);
  expect(sent).toEqual([{ type: "typing", is_typing: true }]);
  now = 3_500;
  watch.writing(true);
  watch.writing(false);
  watch.writing(false);
  expect(sent.map((frame) => (frame as { is_typing: boolean }).is_typing)).toEqual([true, true, false]);
});
