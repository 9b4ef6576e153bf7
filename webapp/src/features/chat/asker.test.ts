import { expect, test } from "vitest";
import type { Message } from "@/api/types";
import { askerIn } from "./asker";

const said = (id: string, sender_id: string, sender_type: "HUMAN" | "BOT") => ({ id, sender_id, sender_type }) as Message;
const talk = [said("1", "ana", "HUMAN"), said("2", "bot", "BOT"), said("3", "ben", "HUMAN"), said("4", "bot", "BOT"), said("5", "bot", "BOT")];

test("an answer belongs to the last person who spoke before it", () => {
  expect(askerIn(talk, "2")).toBe("ana");
  expect(askerIn(talk, "5")).toBe("ben");
});

test("what is not loaded is not guessed", () => {
  expect(askerIn(talk.slice(1), "2")).toBeUndefined();
  expect(askerIn(talk, "9")).toBeUndefined();
});
