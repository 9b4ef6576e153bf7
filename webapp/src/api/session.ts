import { queryOptions } from "@tanstack/react-query";
import { ApiError, request } from "./http";
import { forgetPersonal } from "./kept";
import type { SessionInfo, User } from "./types";

export const signIn = (passphrase: string) =>
  request<{ success: boolean }>("/chat/users/login", { method: "POST", body: { passphrase } });

export const signInNamed = (username: string, password: string) =>
  request<{ success: boolean }>("/chat/users/login", { method: "POST", body: { username, password } });

export async function signOut(): Promise<void> {
  await request<unknown>("/chat/users/session", { method: "DELETE" });
  forgetPersonal();
  // The server has forgotten this browser with the session; whoever signs in next is not told our things by an older server either.
  const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await (await worker?.pushManager?.getSubscription().catch(() => null))?.unsubscribe().catch(() => undefined);
}

/** The person behind the cookie, or null when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return await request<User>("/users/me", { signal });
    } catch (problem) {
      if (problem instanceof ApiError && problem.status === 401) return null;
      throw problem;
    }
  },
  staleTime: 5 * 60_000,
});

export const updateMe = (change: { full_name?: string; email?: string }) =>
  request<User>("/users/me", { method: "PATCH", body: change });

export const changePassword = (current_password: string, new_password: string) =>
  request<unknown>("/users/me/password", { method: "PATCH", body: { current_password, new_password } });

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => request<SessionInfo[]>("/users/me/sessions", { signal }),
});

export const endSession = (id: string) => request<unknown>(`/users/me/sessions/${id}`, { method: "DELETE" });

export const endOtherSessions = () => request<unknown>("/users/me/sessions", { method: "DELETE" });
