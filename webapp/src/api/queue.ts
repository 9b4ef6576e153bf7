import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

/** A message that is said as soon as the answer of now has ended. */
export interface Queued {
  id: string;
  content: string;
}

const path = (roomId: string) => `/chat/rooms/${roomId}/turns/queue`;

export const queueQuery = (roomId: string) =>
  queryOptions({
    queryKey: ["queue", roomId],
    queryFn: async ({ signal }) => (await request<{ items: Queued[] }>(path(roomId), { signal })).items,
  });

export const enqueue = (roomId: string, content: string, replyToId?: string) =>
  request<{ position: number; id: string }>(path(roomId), {
    method: "POST",
    body: { content, ...(replyToId === undefined ? {} : { reply_to_id: replyToId }) },
  });

export const unqueue = (roomId: string, id: string) => request<unknown>(`${path(roomId)}/${id}`, { method: "DELETE" });

/** Adds to the question while it is being answered; the assistant reads it before its next step. */
export const steer = (roomId: string, turnId: string, content: string) =>
  request<unknown>(`/chat/rooms/${roomId}/turns/${turnId}/steer`, { method: "POST", body: { content } });
