import { expect, test } from "vitest";
import { meaningOf } from "./keyMeaning";

const enter = (held: Partial<KeyboardEvent> = {}) => new KeyboardEvent("keydown", { key: "Enter", ...held });

test("Enter sends, with Shift it is a new line, with Ctrl or Cmd it adds to the question", () => {
  expect(meaningOf(enter(), "enter", false)).toBe("send");
  expect(meaningOf(enter({ shiftKey: true }), "enter", false)).toBeUndefined();
  expect(meaningOf(enter({ metaKey: true }), "enter", false)).toBe("steer");
});

test("who sends with Ctrl or Cmd has Enter for new lines, and adds to the question with Shift on top", () => {
  expect(meaningOf(enter(), "mod_enter", false)).toBeUndefined();
  expect(meaningOf(enter({ ctrlKey: true }), "mod_enter", false)).toBe("send");
  expect(meaningOf(enter({ ctrlKey: true, shiftKey: true }), "mod_enter", false)).toBe("steer");
});

test("a thumb's Enter and one that chooses among characters send nothing", () => {
  expect(meaningOf(enter(), "enter", true)).toBeUndefined();
  expect(meaningOf(enter({ isComposing: true }), "enter", false)).toBeUndefined();
});
