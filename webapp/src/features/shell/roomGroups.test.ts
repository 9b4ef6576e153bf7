import { expect, test } from "vitest";
import type { Mine, Room } from "@/api/types";
import { foldersOf, groupRooms } from "./roomGroups";

const now = new Date(2026, 10, 20, 9, 0);
const room = (id: string, daysAgo: number, mine: Partial<Mine> = {}): Room => ({
  id,
  name: id,
  description: null,
  created_by: "u",
  created_at: now.toISOString(),
  updated_at: new Date(now.getTime() - daysAgo * 86_400_000).toISOString(),
  persona: null,
  tool_rounds: null,
  execution_allowed: false,
  meeting_mode_enabled: false,
  meeting_mode_bots_mention_only: false,
  meeting_mode_max_bot_msgs_per_min: 0,
  meeting_mode_note_taker_bot_slug: null,
  mine: { folder: null, pinned: false, unread: 0, read_up_to: null, ...mine },
});
const shown = (rooms: Room[]) => groupRooms(rooms, "direct", now).map((group) => [group.id === "folder" ? group.folder : group.id, group.rooms.map((one) => one.id)]);

test("rooms stand in groups by their last message, pinned ones first and the private room before all", () => {
  const rooms = [room("old", 30), room("today", 0.1), room("direct", 12), room("week", 4), room("yesterday", 1), room("pin", 0, { pinned: true })];
  expect(shown(rooms)).toEqual([
    ["pinned", ["direct", "pin"]],
    ["today", ["today"]],
    ["yesterday", ["yesterday"]],
    ["week", ["week"]],
    ["older", ["old"]],
  ]);
});

test("folders stand by name between what is pinned and the rest; a pinned room is shown once", () => {
  const rooms = [room("b", 3, { folder: "Work" }), room("a", 2, { folder: "Work" }), room("c", 0, { folder: "Home", pinned: true }), room("d", 0, { folder: "Ärger" })];
  expect(shown(rooms)).toEqual([
    ["pinned", ["c"]],
    ["Ärger", ["d"]],
    ["Work", ["a", "b"]],
  ]);
  expect(foldersOf(rooms)).toEqual(["Ärger", "Home", "Work"]);
});
