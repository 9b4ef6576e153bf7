import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export type KeyScope = "read" | "chat" | "full";

export interface ApiKey {
  id: string;
  name: string;
  /** The first characters, so that people can tell keys apart. */
  prefix: string;
  scopes: KeyScope[];
  created_at: string;
  last_used_at: string | null;
  expires_at: string | null;
}

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => request<ApiKey[]>("/users/me/keys", { signal }),
});

/** The key itself is in this answer and in no later one. */
export const createKey = (name: string, scope: KeyScope, expires_in_days: number | null) =>
  request<ApiKey & { key: string }>("/users/me/keys", { method: "POST", body: { name, scopes: [scope], expires_in_days } });

export const revokeKey = (id: string) => request<unknown>(`/users/me/keys/${id}`, { method: "DELETE" });
