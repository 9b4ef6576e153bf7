import { expect, test } from "vitest";
import { matches } from "./shortcut";

const key = (name: string, held: Partial<KeyboardEvent> = {}) => new KeyboardEvent("keydown", { key: name, ...held });

test("a combination is matched with Ctrl or Cmd, and only whole", () => {
  expect(matches(key("O", { ctrlKey: true, shiftKey: true }), "Mod+Shift+o")).toBe(true);
  expect(matches(key("o", { metaKey: true, shiftKey: true }), "Mod+Shift+o")).toBe(true);
  expect(matches(key("o", { ctrlKey: true }), "Mod+Shift+o")).toBe(false);
  expect(matches(key("b", { ctrlKey: true, altKey: true }), "Mod+b")).toBe(false);
  expect(matches(key("Escape"), "Escape")).toBe(true);
});

test("a slash counts however the keyboard makes it", () => {
  expect(matches(key("/", { ctrlKey: true, shiftKey: true }), "Mod+/")).toBe(true);
});
