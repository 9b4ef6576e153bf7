import { expect, test, vi } from "vitest";
import { ageOf, bytes, countdown, duration, label, plain } from "./format";

test("ages are counted by midnights, not by hours", () => {
  const now = new Date(2026, 10, 20, 0, 30);
  expect(ageOf(new Date(2026, 10, 20, 0, 10).toISOString(), now)).toBe("today");
  expect(ageOf(new Date(2026, 10, 19, 23, 50).toISOString(), now)).toBe("yesterday");
  expect(ageOf(new Date(2026, 10, 14).toISOString(), now)).toBe("week");
  expect(ageOf(new Date(2026, 9, 1).toISOString(), now)).toBe("older");
});

test("in a chosen zone its own days and hours count", async () => {
  localStorage.setItem("sparkbot_zone", "Asia/Kolkata");
  vi.resetModules();
  const there = await import("./format");
  localStorage.clear();
  const lateInUtc = new Date("2026-11-19T19:00:00Z");
  expect(there.hourOf(lateInUtc)).toBe(0);
  expect(there.ageOf("2026-11-19T18:20:00Z", lateInUtc)).toBe("yesterday");
  expect(there.ageOf("2026-11-19T18:40:00Z", lateInUtc)).toBe("today");
  expect(there.timeOfDay("2026-11-19T19:00:00Z")).toMatch(/12:30|0:30/);
});

test("names of arguments become words", () => {
  expect(label("due_date")).toBe("Due date");
  expect(label("maxToolRounds")).toBe("Max tool rounds");
  expect(label("base_url")).toBe("Base URL");
});

test("arguments are shown as a person would write them", () => {
  expect(plain("a")).toBe("a");
  expect(plain(["a", "b"])).toBe("a\nb");
  expect(plain({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(plain(false)).toBe("false");
  expect(plain(null)).toBe("–");
});

test("durations and countdowns", () => {
  expect(duration(340)).toBe("0.3 s");
  expect(duration(12_300)).toBe("12 s");
  expect(duration(125_000)).toBe("2 min 5 s");
  expect(countdown(125_000)).toBe("2:05");
  expect(countdown(-5)).toBe("0:00");
});

test("sizes are counted in thousands", () => {
  expect([0, 999, 1_000, 12_400_000, 250_000_000].map(bytes)).toEqual(["0 B", "999 B", "1.0 kB", "12.4 MB", "250 MB"]);
});
