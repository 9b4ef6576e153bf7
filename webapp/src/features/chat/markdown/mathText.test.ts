import { expect, test } from "vitest";
import { withMath } from "./mathText";

test("every way of writing a formula becomes the one the parser takes", () => {
  expect(withMath(String.raw`so \(a^2\) and $b_1$ and $x$`)).toBe("so $$a^2$$ and $$b_1$$ and $$x$$");
  expect(withMath(String.raw`\[ E = mc^2 \]`)).toBe("\n$$\nE = mc^2\n$$\n");
  expect(withMath("$$\nx\n$$")).toBe("$$\nx\n$$");
  expect(withMath("so\n$$ a + b $$\nfine"), "a line of its own is a block").toBe("so\n\n$$\na + b\n$$\n\nfine");
  expect(withMath("with $$a$$ in it")).toBe("with $$a$$ in it");
});

test("money and variables of a shell are no formulas", () => {
  for (const words of ["from $5 to $10", "costs $5, $6 or $7", "a$b$c", "$HOME and $PATH", "5$ and 6$"]) expect(withMath(words)).toBe(words);
});

test("code is left alone, finished or not", () => {
  for (const code of ["`$a^2$` here", "```sh\necho \\(x\\) $a_b$\n```", "```sh\necho $a_b$ $c"]) expect(withMath(code)).toBe(code);
});
