import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Member, Room } from "./types";

/** The caller's private room with the assistant; made on first call. */
export const directRoomQuery = queryOptions({
  queryKey: ["direct-room"],
  queryFn: ({ signal }) =>
    request<{ room_id: string; room_name: string }>("/chat/users/bootstrap", { method: "POST", body: {}, signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const roomsQuery = queryOptions({
  queryKey: ["rooms"],
  queryFn: ({ signal }) => request<Room[]>("/chat/rooms/", { query: { limit: 200 }, signal }),
});

export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: ["room", id],
    queryFn: ({ signal }) => request<Room>(`/chat/rooms/${id}`, { signal }),
  });

export const membershipQuery = (id: string) =>
  queryOptions({
    queryKey: ["room", id, "me"],
    queryFn: ({ signal }) => request<Member>(`/chat/rooms/${id}/members/me`, { signal }),
    staleTime: 60_000,
  });

export const createRoom = (name: string) => request<Room>("/chat/rooms/", { method: "POST", body: { name } });

export type RoomChange = Partial<Pick<Room, "name" | "description" | "persona" | "tool_rounds" | "execution_allowed">>;

export const changeRoom = (id: string, change: RoomChange) =>
  request<Room>(`/chat/rooms/${id}`, { method: "PATCH", body: change });

export const deleteRoom = (id: string) => request<unknown>(`/chat/rooms/${id}`, { method: "DELETE" });
