import { ApiError } from "@/api/http";
import type { Setting, SettingValue } from "@/api/types";

export function groupSettings(settings: readonly Setting[]): [string, Setting[]][] {
  return Object.entries(Object.groupBy(settings, (setting) => setting.group)).map(([group, items]) => [group, items ?? []]);
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
