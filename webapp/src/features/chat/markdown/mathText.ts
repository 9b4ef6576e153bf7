/**
 * Formulas as models write them, `\(x\)`, `\[x\]` and `$x$`, become `$$x$$`, the one way the parser takes; one that has a line to itself becomes a
 * block. Code is left alone, and so is money: between single dollars there must be something that only a formula has.
 */
export function withMath(markdown: string): string {
  if (!/[$\\]/.test(markdown)) return markdown;
  return markdown
    .split(CODE)
    .map((piece, index) => (index % 2 === 1 ? piece : formulas(piece)))
    .join("");
}

/** Fences (also unfinished ones) and spans of code; captured, so that a split alternates. */
const CODE = /(^(?:`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^(?:`{3,}|~{3,})[ \t]*$|$(?![\s\S]))|`+[^`\n]+`+)/gm;
const DISPLAY = /\\\[([\s\S]+?)\\\]/g;
const OWN_LINE = /^[ \t]*\$\$[ \t]*(?=\S)([^$\n]+?)[ \t]*\$\$[ \t]*$/gm;
const INLINE = /\\\((.+?)\\\)/g;
const DOLLARS = /(?<![\\$\w])\$(?![\s$])([^$\n]+?)(?<![\s\\])\$(?![\w$])/g;
const FORMULA = /[\\^_{}=<>+*/|]|^[a-zA-Z]$/;

function formulas(text: string): string {
  return text
    .replaceAll(DISPLAY, (_, formula: string) => `\n$$\n${formula.trim()}\n$$\n`)
    .replaceAll(OWN_LINE, (_, formula: string) => `\n$$\n${formula}\n$$\n`)
    .replaceAll(INLINE, (_, formula: string) => `$$${formula.trim()}$$`)
    .replaceAll(DOLLARS, (whole: string, formula: string) => (FORMULA.test(formula) ? `$$${formula}$$` : whole));
}
