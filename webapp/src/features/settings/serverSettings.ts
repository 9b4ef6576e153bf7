import { ApiError } from "@/api/http";
import type { Setting, SettingValue } from "@/api/types";

export function groupSettings(settings: readonly Setting[]): [string, Setting[]][] {
  const groups = new Map<string, Setting[]>();
  for (const setting of settings) groups.set(setting.group, [...(groups.get(setting.group) ?? []), setting]);
  return [...groups];
}

/** The refusal of one field out of a refused form. */
export function problemFor(problem: unknown, key: string): string | undefined {
  if (!(problem instanceof ApiError)) return undefined;
  return problem.fields.find((field) => field.loc.join(".").endsWith(key))?.msg;
}

/** What the form sends for typed text: numbers as numbers, an empty field as "back to the default". */
export function parseTyped(setting: Setting, typed: string): SettingValue {
  if (typed.trim() === "") return null;
  if (setting.type !== "integer") return typed;
  const number = Number(typed);
  return Number.isInteger(number) ? number : typed;
}
