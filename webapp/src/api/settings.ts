import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Items, Setting, SettingValue } from "./types";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => request<Items<Setting>>("/settings", { signal }),
});

/** Validates all, then applies all, live. Null puts a setting back to its default. */
export const saveSettings = (change: Record<string, SettingValue>) =>
  request<Items<Setting>>("/settings", { method: "PUT", body: change });
