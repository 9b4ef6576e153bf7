import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { User } from "./types";

export type AccountRole = User["role"];

export interface AccountInvite {
  id: string;
  role: AccountRole;
  expires_at: string;
  usage_limit: number;
  used_count: number;
  created_at: string;
}

export interface NewAccount {
  username: string;
  password: string;
  full_name?: string;
  email?: string;
  role: AccountRole;
}

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: ({ signal }) => request<{ data: User[]; count: number }>("/users/", { query: { limit: 500 }, signal }),
});

export const createAccount = (account: NewAccount) => request<User>("/users/", { method: "POST", body: account });

export type AccountChange = Partial<{ role: AccountRole; is_active: boolean; password: string; full_name: string; email: string }>;

export const changeAccount = (id: string, change: AccountChange) =>
  request<User>(`/users/${id}`, { method: "PATCH", body: change });

/** Deactivates the account and takes the name off it; rooms and messages stay. */
export const removeAccount = (id: string) => request<unknown>(`/users/${id}`, { method: "DELETE" });

export const accountInvitesQuery = queryOptions({
  queryKey: ["account-invites"],
  queryFn: ({ signal }) => request<AccountInvite[]>("/users/invites", { signal }),
});

/** The token is in this answer and in no later one. */
export const createAccountInvite = (role: AccountRole, usage_limit: number) =>
  request<AccountInvite & { token: string }>("/users/invites", { method: "POST", body: { role, usage_limit } });

export const removeAccountInvite = (id: string) => request<unknown>(`/users/invites/${id}`, { method: "DELETE" });

export const acceptAccountInvite = (body: { token: string; username: string; password: string; full_name?: string }) =>
  request<unknown>("/users/invites/accept", { method: "POST", body });
