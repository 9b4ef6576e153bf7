import { request } from "./http";
import type { Message, MessageList } from "./types";

export interface Hit {
  message: Message;
  room_id: string;
  room_name: string;
}

export interface Hits {
  hits: Hit[];
  next: string | null;
}

/** What was said anywhere the person may read, newest first. */
export const searchEverywhere = (q: string, cursor: string | undefined, roomId: string | undefined, signal: AbortSignal) =>
  request<Hits>("/chat/search", { query: { q, cursor, room_id: roomId }, signal });

/** The same in one room, for a server that searches rooms one by one. */
export async function searchRoom(roomId: string, roomName: string, q: string, signal: AbortSignal): Promise<Hits> {
  const { messages } = await request<MessageList>(`/chat/messages/${roomId}/search`, { query: { q, limit: 50 }, signal });
  return { hits: messages.map((message) => ({ message, room_id: roomId, room_name: roomName })), next: null };
}
