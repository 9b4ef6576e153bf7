import type { Root } from "hast";
import { describe, expect, test } from "vitest";
import rawHtml from "./rawHtml";

const raw = (value: string) => ({ type: "raw", value });
const words = (value: string) => ({ type: "text", value });

function settled(...children: object[]): unknown {
  const tree = { type: "root", children } as unknown as Root;
  rawHtml()(tree);
  return tree.children;
}

const element = (tagName: string, ...children: object[]) => ({ type: "element", tagName, properties: {}, children });

describe("HTML inside an answer", () => {
  test("pairs of harmless tags work, nested ones too", () => {
    expect(settled(raw("<sub>"), words("2"), raw("</sub>"))).toEqual([element("sub", words("2"))]);
    expect(settled(raw("<b>"), raw("<i>"), words("x"), raw("</i>"), raw("</b>"))).toEqual([element("b", element("i", words("x")))]);
  });

  test("line breaks work in every spelling", () => {
    expect(settled(raw("<br>"), raw("<br/>"), raw("<BR />"))).toEqual([element("br"), element("br"), element("br")]);
  });

  test("everything else is text", () => {
    expect(settled(raw("<script>alert(1)</script>"))).toEqual([words("<script>"), words("alert(1)"), words("</script>")]);
    expect(settled(raw('<b onclick="x()">'))).toEqual([words('<b onclick="x()">')]);
  });

  test("comments vanish", () => {
    expect(settled(raw("<!-- a\nb -->"), words("x"))).toEqual([words("x")]);
  });

  test("a tag that is never closed is text and keeps what follows", () => {
    expect(settled(raw("<sub>"), words("x"))).toEqual([words("<sub>"), words("x")]);
    expect(settled(raw("</sub>"))).toEqual([words("</sub>")]);
  });

  test("tags that cross each other lose the inner one", () => {
    expect(settled(raw("<b>"), raw("<i>"), words("x"), raw("</b>"), raw("</i>"))).toEqual([
      element("b", words("<i>"), words("x")),
      words("</i>"),
    ]);
  });
});
