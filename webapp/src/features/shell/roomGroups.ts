import type { Room } from "@/api/types";
import { ageOf, type Age } from "@/text/format";

export type RoomGroup = { rooms: Room[] } & ({ id: "pinned" | Age } | { id: "folder"; folder: string });

const AGES: readonly Age[] = ["today", "yesterday", "week", "older"];

/** Pinned first (the private room before all), then folders by name, then the rest by the time of the last message. */
export function groupRooms(rooms: readonly Room[], directRoomId: string | undefined, now: Date): RoomGroup[] {
  const ordered = rooms.toSorted((a, b) => Number(b.id === directRoomId) - Number(a.id === directRoomId) || b.updated_at.localeCompare(a.updated_at));
  const pinned = ordered.filter((room) => room.id === directRoomId || room.mine?.pinned);
  const others = ordered.filter((room) => !pinned.includes(room));
  const groups: RoomGroup[] = [
    { id: "pinned", rooms: pinned },
    ...foldersOf(rooms).map((folder) => ({ id: "folder" as const, folder, rooms: others.filter((room) => room.mine?.folder === folder) })),
    ...AGES.map((id) => ({ id, rooms: others.filter((room) => !room.mine?.folder && ageOf(room.updated_at, now) === id) })),
  ];
  return groups.filter((group) => group.rooms.length > 0);
}

/** The folders there are, by name. */
export function foldersOf(rooms: readonly Room[]): string[] {
  return [...new Set(rooms.flatMap((room) => room.mine?.folder ?? []))].toSorted((a, b) => a.localeCompare(b));
}
