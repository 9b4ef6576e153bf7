import { expect, test } from "vitest";
import { paperTitle } from "./paperTitle";

test.each([
  ["# The garden party", "The garden party"],
  ["\n---\n\n## Decisions\n\n- yes", "Decisions"],
  ["- [ ] book the **garden** by `Friday`", "book the garden by Friday"],
  ["1. > [Ada](https://example.com) said so", "Ada said so"],
  ["日本語の議事録", "日本語の議事録"],
  ["***", "***"],
])("%j is shown as %j", (markdown, title) => {
  expect(paperTitle(markdown)).toBe(title);
});
