import type { QueryClient } from "@tanstack/react-query";
import { request } from "./http";
import { roomQuery, roomsQuery } from "./rooms";
import type { Mine, Room } from "./types";

export type MineChange = Partial<Pick<Mine, "folder" | "pinned" | "read_up_to">>;

const sent = (roomId: string, change: MineChange) => request<Mine>(`/chat/rooms/${roomId}/mine`, { method: "PATCH", body: change });

/** Changes how the person keeps a room: on the page at once, at the server for every device. Rejects, and takes it back, when the server refuses. */
export async function changeMine(cache: QueryClient, roomId: string, change: MineChange): Promise<void> {
  // A list under way would put the old state back for a moment.
  await cache.cancelQueries({ queryKey: roomsQuery.queryKey });
  const before = mineOf(cache, roomId);
  if (before) put(cache, roomId, { ...before, ...change, ...(change.read_up_to ? { unread: 0 } : {}) });
  try {
    put(cache, roomId, await sent(roomId, change));
  } catch (problem) {
    if (before) put(cache, roomId, before);
    throw problem;
  }
}

function mineOf(cache: QueryClient, roomId: string): Mine | undefined {
  return cache.getQueryData(roomsQuery.queryKey)?.find((room) => room.id === roomId)?.mine;
}

function put(cache: QueryClient, roomId: string, mine: Mine): void {
  const kept = (room: Room): Room => (room.id === roomId ? { ...room, mine } : room);
  cache.setQueryData(roomsQuery.queryKey, (rooms) => rooms?.map(kept));
  cache.setQueryData(roomQuery(roomId).queryKey, (room) => room && kept(room));
}
