import { describe, expect, test } from "vitest";
import { ENOUGH_PX, follow, meaningOf } from "./swipe";

const from = { x: 100, y: 100 };

describe("the way of a finger", () => {
  test.each([
    ["a tremble", 4, -6, "open"],
    ["to the right", 14, 3, "swipe"],
    ["to the right, a little down", 60, 30, "swipe"],
    ["down", 2, 14, "other"],
    ["down and to the right", 20, 18, "other"],
    ["to the left", -14, 0, "other"],
  ])("%s is understood", (_, x, y, meaning) => {
    expect(meaningOf(from, { x: from.x + x, y: from.y + y })).toBe(meaning);
  });

  test("the message goes with the finger, then holds back, and never backwards", () => {
    expect([-20, 0, 30, ENOUGH_PX].map(follow)).toEqual([0, 0, 30, ENOUGH_PX]);
    expect(follow(ENOUGH_PX + 40)).toBe(ENOUGH_PX + 10);
    expect(follow(2_000)).toBe(follow(1_000));
  });
});
