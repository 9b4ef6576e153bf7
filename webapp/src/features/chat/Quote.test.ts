import { expect, test } from "vitest";
import { firstWordsOf } from "./Quote";

test("a quotation is one short line of plain words", () => {
  expect(firstWordsOf("# Title\n\n**bold** and `code` with [a link](https://x.example)")).toBe("Title bold and code with a link");
  expect(firstWordsOf("look:\n```js\nlet a = 1\n```\nend")).toBe("look: … end");
  expect(firstWordsOf(String.raw`with \(n\) people and $$d$$ days`)).toBe("with n people and d days");
  expect(firstWordsOf("word ".repeat(100)).length).toBeLessThanOrEqual(141);
});
