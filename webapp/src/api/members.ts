import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Member, RoomRole } from "./types";

export type MemberInfo = Member & { user: NonNullable<Member["user"]> };

export interface RoomInvite {
  id: string;
  room_id: string;
  role: RoomRole;
  usage_limit: number | null;
  used_count: number;
  expires_at: string | null;
  created_at: string;
}

export interface InvitePreview {
  room_name: string;
  role: RoomRole;
  invited_by: string;
}

export const membersQuery = (room: string) =>
  queryOptions({
    queryKey: ["room", room, "members"],
    queryFn: ({ signal }) => request<MemberInfo[]>(`/chat/rooms/${room}/members`, { signal }),
  });

export const findPerson = (username: string) =>
  request<{ id: string; username: string }>(`/chat/users/username/${encodeURIComponent(username)}`);

export const addMember = (room: string, user_id: string, role: RoomRole) =>
  request<MemberInfo>(`/chat/rooms/${room}/members`, { method: "POST", body: { user_id, role } });

export const changeMember = (room: string, user: string, role: RoomRole) =>
  request<MemberInfo>(`/chat/rooms/${room}/members/${user}`, { method: "PATCH", body: { role } });

export const removeMember = (room: string, user: string) =>
  request<unknown>(`/chat/rooms/${room}/members/${user}`, { method: "DELETE" });

export const invitesQuery = (room: string) =>
  queryOptions({
    queryKey: ["room", room, "invites"],
    queryFn: ({ signal }) => request<RoomInvite[]>(`/chat/rooms/${room}/invites`, { signal }),
  });

/** The token is in this answer and in no later one. */
export const createInvite = (room: string, role: RoomRole, usage_limit: number | null, expires_at: string | null) =>
  request<RoomInvite & { token: string }>(`/chat/rooms/${room}/invites`, { method: "POST", body: { role, usage_limit, expires_at } });

export const removeInvite = (room: string, id: string) =>
  request<unknown>(`/chat/rooms/${room}/invites/${id}`, { method: "DELETE" });

export const previewInvite = (token: string) =>
  request<InvitePreview>("/chat/rooms/invites/preview", { query: { token } });

export const joinRoom = (invite_token: string) =>
  request<{ room_id: string }>("/chat/rooms/join", { method: "POST", body: { invite_token } });
