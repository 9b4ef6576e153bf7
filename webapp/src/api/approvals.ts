import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Confirmation, Decision, Items } from "./types";

/** Everything that waits for this person, over all rooms. Only one room has a socket open, so the others are asked. */
export const inboxQuery = queryOptions({
  queryKey: ["approvals"],
  queryFn: ({ signal }) => request<Items<Confirmation>>("/chat/confirmations", { signal }),
  refetchInterval: 10_000,
});

export const roomApprovalsQuery = (roomId: string) =>
  queryOptions({
    queryKey: ["approvals", roomId],
    queryFn: ({ signal }) => request<Items<Confirmation>>(`/chat/rooms/${roomId}/confirmations`, { signal }),
  });

export const decide = (confirmId: string, verdict: "approve" | "deny") =>
  request<Decision>(`/chat/dashboard/approvals/${confirmId}/${verdict}`, { method: "POST" });

export const denyInRoom = (roomId: string, confirmId: string) =>
  request<void>(`/chat/rooms/${roomId}/confirmations/${confirmId}`, { method: "DELETE" });
