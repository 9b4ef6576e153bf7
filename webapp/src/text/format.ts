/** Dates, times and raw names in the person's own way of writing. */

import { dateLanguage } from "./language";

const clock = new Intl.DateTimeFormat(dateLanguage(), { hour: "numeric", minute: "2-digit" });
const full = new Intl.DateTimeFormat(dateLanguage(), { dateStyle: "full", timeStyle: "short" });
const short = new Intl.DateTimeFormat(dateLanguage(), { dateStyle: "medium", timeStyle: "short" });
const weekday = new Intl.DateTimeFormat(dateLanguage(), { weekday: "long", day: "numeric", month: "long" });
const dated = new Intl.DateTimeFormat(dateLanguage(), { day: "numeric", month: "long", year: "numeric" });

export const timeOfDay = (at: string | number) => clock.format(new Date(at));
export const fullTime = (at: string | number) => full.format(new Date(at));
export const shortTime = (at: string | number) => short.format(new Date(at));

export type Age = "today" | "yesterday" | "week" | "older";

export function ageOf(at: string, now: Date): Age {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const days = Math.ceil((midnight - new Date(at).getTime()) / 86_400_000);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return days <= 7 ? "week" : "older";
}

export function dayOf(at: string, now: Date): string {
  const date = new Date(at);
  return (date.getFullYear() === now.getFullYear() ? weekday : dated).format(date);
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
