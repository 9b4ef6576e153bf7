import { expect, test } from "vitest";
import type { Room } from "@/api/types";
import { groupRooms } from "./roomGroups";

const now = new Date(2026, 10, 20, 9, 0);
const room = (id: string, daysAgo: number): Room => ({
  id,
  name: id,
  description: null,
  created_by: "u",
  created_at: now.toISOString(),
  updated_at: new Date(now.getTime() - daysAgo * 86_400_000).toISOString(),
  persona: null,
  execution_allowed: false,
});

test("rooms stand in groups by their last message, pinned ones first and the private room before all", () => {
  const rooms = [room("old", 30), room("today", 0.1), room("direct", 12), room("week", 4), room("yesterday", 1), room("pin", 0)];
  const groups = groupRooms(rooms, ["pin", "gone"], "direct", now).map((group) => [group.id, group.rooms.map((one) => one.id)]);
  expect(groups).toEqual([
    ["pinned", ["direct", "pin"]],
    ["today", ["today"]],
    ["yesterday", ["yesterday"]],
    ["week", ["week"]],
    ["older", ["old"]],
  ]);
});
