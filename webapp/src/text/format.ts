/** Dates, times and raw names in the person's own way of writing. */

import { shownZone } from "@/preferences/zone";
import { dateLanguage } from "./language";

const zone = shownZone();
const written = (how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(dateLanguage(), zone === undefined ? how : { ...how, timeZone: zone });
const clock = written({ hour: "numeric", minute: "2-digit" });
const full = written({ dateStyle: "full", timeStyle: "short" });
const short = written({ dateStyle: "medium", timeStyle: "short" });
const weekday = written({ weekday: "long", day: "numeric", month: "long" });
const dated = written({ day: "numeric", month: "long", year: "numeric" });

export const timeOfDay = (at: string | number) => clock.format(new Date(at));
export const fullTime = (at: string | number) => full.format(new Date(at));
export const shortTime = (at: string | number) => short.format(new Date(at));

export type Age = "today" | "yesterday" | "week" | "older";

export function ageOf(at: string, now: Date): Age {
  const days = dayNumber(now) - dayNumber(new Date(at));
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return days <= 7 ? "week" : "older";
}

export function dayOf(at: string, now: Date): string {
  const date = new Date(at);
  return (yearOf(date) === yearOf(now) ? weekday : dated).format(date);
}

const DAY_MS = 86_400_000;

/** Whole days since 1970 where times are shown: two moments of one day there have the same number. */
export function dayNumber(moment: Date): number {
  return Math.floor((moment.getTime() + offset(moment)) / DAY_MS);
}

/** The hour of the day where times are shown, 0 to 23. */
export const hourOf = (moment: Date): number => new Date(moment.getTime() + offset(moment)).getUTCHours();

const yearOf = (moment: Date): number => new Date(moment.getTime() + offset(moment)).getUTCFullYear();

const offsets = zone === undefined ? undefined : new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });

/** Milliseconds that the shown zone is ahead of UTC at that moment. */
function offset(moment: Date): number {
  if (offsets === undefined) return -moment.getTimezoneOffset() * 60_000;
  const name = offsets.formatToParts(moment).find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** `2:05` for 125 seconds; never negative. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 950) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

const UNITS = ["B", "kB", "MB", "GB"];

/** `12.4 MB` for 12,400,000. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

const ACRONYMS = new Set(["api", "http", "https", "id", "ip", "json", "llm", "pin", "sql", "url"]);

/** `due_date` and `dueDate` become `Due date`. */
export function label(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/[_.-]+/g, " ")
    .trim()
    .toLowerCase()
    .split(" ")
    .map((word) => (ACRONYMS.has(word) ? word.toUpperCase() : word))
    .join(" ");
  return sentence(words);
}

export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** An argument as text: lists by lines, objects as indented JSON, the rest as it is. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number")) {
    return value.join("\n");
  }
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}
