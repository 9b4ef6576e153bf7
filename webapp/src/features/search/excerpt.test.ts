import { expect, test } from "vitest";
import { excerpt } from "./excerpt";

const marked = (content: string, query: string) => excerpt(content, query).map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");

test("every word searched for is marked, whatever its case", () => {
  expect(marked("The Offer for Ana", "offer ana")).toBe("The [Offer] for [Ana]");
  expect(marked("nothing here", "offer")).toBe("nothing here");
});

test("signs of patterns are only signs", () => {
  expect(marked("what? (a+b) * c-d", "(a+b) c-d ?")).toBe("what[?] [(a+b)] * [c-d]");
});

test("a long text is cut around the first hit, at a word", () => {
  const shown = marked(`${"word ".repeat(100)}needle${" tail".repeat(100)}`, "needle");
  expect(shown).toMatch(/^…word .*\[needle\] tail.*…$/);
  expect(shown.length).toBeLessThan(200);
});
