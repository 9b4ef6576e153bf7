import { expect, test } from "vitest";
import type { Offer } from "@/api/offered";
import type { Message, RoomRole } from "@/api/types";
import { rightsOf } from "./may";

const all = new Set<Offer>(["editMessage", "deleteMessage", "regenerate", "rerun", "choose"]);
const said = (sender_id: string, sender_type: "HUMAN" | "BOT" = "HUMAN") => ({ sender_id, sender_type }) as Message;
const who = (role: RoomRole, offered = all) => ({ myId: "me", role, offered });
const granted = (rights: object) => Object.entries(rights).filter(([, may]) => may).map(([name]) => name);

test("one's own words may be changed, asked again and deleted, other people's only answered", () => {
  expect(granted(rightsOf(said("me"), who("MEMBER")))).toEqual(["reply", "edit", "rerun", "choose", "remove"]);
  expect(granted(rightsOf(said("ana"), who("MEMBER")))).toEqual(["reply", "choose"]);
});

test("who leads the room deletes everything, but puts words into nobody's mouth", () => {
  expect(granted(rightsOf(said("ana"), who("MOD")))).toEqual(["reply", "choose", "remove"]);
  expect(granted(rightsOf(said("bot", "BOT"), who("OWNER")))).toEqual(["reply", "choose", "remove"]);
});

test("an answer is given again to the person who asked, and to nobody else", () => {
  const answer = said("bot", "BOT");
  expect(rightsOf(answer, { ...who("MEMBER"), asker: "me" }).regenerate).toBe(true);
  expect(rightsOf(answer, { ...who("OWNER"), asker: "ana" }).regenerate).toBe(false);
  expect(rightsOf(answer, who("OWNER")).regenerate).toBe(false);
  expect(rightsOf(answer, { ...who("VIEWER"), asker: "me" }).regenerate).toBe(false);
});

test("a viewer may do nothing", () => {
  expect(granted(rightsOf(said("me"), who("VIEWER")))).toEqual([]);
});

test("what the server lacks is not offered", () => {
  expect(granted(rightsOf(said("me"), who("OWNER", new Set<Offer>(["editMessage"]))))).toEqual(["reply", "edit"]);
});
