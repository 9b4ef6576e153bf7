import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Items, Setting, SettingValue } from "./types";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: async ({ signal }) => {
    const { items } = await request<Items<WireSetting>>("/settings", { signal });
    return items.map(settled);
  },
});

type WireValue = SettingValue | string[];
type Optional = "default" | "value" | "options" | "min" | "max" | "origin";
type WireSetting = Omit<Setting, Optional> & Partial<Omit<Setting, "default" | "value">> & { default?: WireValue; value?: WireValue };

/** What is absent on the wire is null here, and a list is one text. */
function settled(setting: WireSetting): Setting {
  const { default: preset, value, options, min, max, origin, ...rest } = setting;
  const absent = { options: options ?? null, min: min ?? null, max: max ?? null, origin: origin ?? null };
  return { ...rest, ...absent, default: single(preset), value: single(value) };
}

function single(value: WireValue | undefined): SettingValue {
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}

/** Validates all, then applies all, live. Null puts a setting back to its default. */
export const saveSettings = (change: Record<string, SettingValue>) =>
  request<Items<WireSetting>>("/settings", { method: "PUT", body: change });
