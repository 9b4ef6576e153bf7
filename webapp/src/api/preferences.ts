import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export type SendKey = "enter" | "mod_enter";

/** What a person chose, the same on every device. */
export interface Preferences {
  language: "system" | "en" | "de";
  theme: "system" | "light" | "dark";
  /** Null: as the installation has it. */
  landing_path: string | null;
  /** Where the person lands: their own choice, else the installation's. */
  landing: string;
  /** Whether devices that asked for notices are told. */
  notify: boolean;
  /** Null: where the device is. */
  time_zone: string | null;
  send_key: SendKey;
  /** Whether the person has seen the introduction, or did not want to. */
  introduced: boolean;
}

export const preferencesQuery = queryOptions({
  queryKey: ["preferences"],
  queryFn: ({ signal }) => request<Preferences>("/users/me/preferences", { signal }),
  staleTime: 5_000,
});

export const changePreferences = (change: Partial<Preferences>) =>
  request<Preferences>("/users/me/preferences", { method: "PATCH", body: change });
