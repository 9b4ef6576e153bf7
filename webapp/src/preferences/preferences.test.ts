import { beforeEach, expect, test, vi } from "vitest";
import type { Preferences } from "@/api/preferences";
import { follow } from "./preferences";
import { shownZone } from "./zone";

const usual: Preferences = { language: "system", theme: "system", landing_path: null, landing: "/dm", notify: true, time_zone: null, send_key: "enter", introduced: true };

beforeEach(() => localStorage.clear());

test("what the server says is remembered for the next start, and the theme and the key count at once", () => {
  const again = vi.fn();
  follow({ ...usual, theme: "dark", send_key: "mod_enter" }, again);
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  expect({ ...localStorage }).toEqual({ sparkbot_theme: "dark", sparkbot_send_key: "mod_enter" });
  expect(again).not.toHaveBeenCalled();
});

test("another language or zone begins with another page, once", () => {
  const again = vi.fn();
  follow({ ...usual, language: "de", time_zone: "Asia/Tokyo" }, again);
  follow({ ...usual, language: "de", time_zone: "Asia/Tokyo" }, again);
  expect(again).toHaveBeenCalledTimes(1);
  expect(shownZone()).toBe("Asia/Tokyo");
  follow(usual, again);
  expect(again).toHaveBeenCalledTimes(2);
  expect(localStorage).toHaveLength(0);
});

test("a browser that keeps nothing is not loaded again and again", () => {
  const again = vi.fn();
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
  follow({ ...usual, language: "de" }, again);
  expect(again).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test("a zone this browser does not know is that of the device", () => {
  localStorage.setItem("sparkbot_zone", "Mars/Base");
  expect(shownZone()).toBeUndefined();
});
