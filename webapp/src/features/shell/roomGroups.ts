import type { Room } from "@/api/types";
import { ageOf, type Age } from "@/text/format";

export interface RoomGroup {
  id: "pinned" | Age;
  rooms: Room[];
}

const ORDER: RoomGroup["id"][] = ["pinned", "today", "yesterday", "week", "older"];

/** Pinned first (the private room before all), then by the time of the last message. */
export function groupRooms(
  rooms: readonly Room[],
  pins: readonly string[],
  directRoomId: string | undefined,
  now: Date,
): RoomGroup[] {
  const groups = new Map<RoomGroup["id"], Room[]>(ORDER.map((id) => [id, []]));
  for (const room of rooms.toSorted((a, b) => b.updated_at.localeCompare(a.updated_at))) {
    const pinned = room.id === directRoomId || pins.includes(room.id);
    const group = groups.get(pinned ? "pinned" : ageOf(room.updated_at, now));
    if (room.id === directRoomId) group?.unshift(room);
    else group?.push(room);
  }
  return ORDER.map((id) => ({ id, rooms: groups.get(id) ?? [] })).filter((group) => group.rooms.length > 0);
}
