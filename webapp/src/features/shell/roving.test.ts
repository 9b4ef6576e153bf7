import { beforeEach, expect, test } from "vitest";
import { nextFocus } from "./roving";

const list = document.createElement("div");
const row = (id: string) => list.querySelector<HTMLElement>(`#${id}`);

beforeEach(() => {
  list.innerHTML =
    '<ul><li><a data-row id="a"></a></li></ul><ul><li><a data-row id="b"></a><button data-row-menu id="m"></button></li><li><a data-row id="c"></a></li></ul>';
});

test("arrows go from row to row, over groups, and stay at the ends", () => {
  expect(nextFocus(list, row("a"), "ArrowDown")?.id).toBe("b");
  expect(nextFocus(list, row("b"), "ArrowUp")?.id).toBe("a");
  expect(nextFocus(list, row("c"), "ArrowDown")?.id).toBe("c");
  expect(nextFocus(list, row("b"), "Home")?.id).toBe("a");
  expect(nextFocus(list, row("b"), "End")?.id).toBe("c");
});

test("aside is the menu of the row, and from it one goes on as from the row", () => {
  expect(nextFocus(list, row("b"), "ArrowRight")?.id).toBe("m");
  expect(nextFocus(list, row("m"), "ArrowLeft")?.id).toBe("b");
  expect(nextFocus(list, row("m"), "ArrowDown")?.id).toBe("c");
  expect(nextFocus(list, row("a"), "ArrowRight")).toBeUndefined();
});

test("other keys and places are left alone", () => {
  expect(nextFocus(list, row("a"), "x")).toBeUndefined();
  expect(nextFocus(list, document.body, "ArrowDown")).toBeUndefined();
});
