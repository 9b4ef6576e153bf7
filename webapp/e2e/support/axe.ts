import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

export const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const EVERYTHING = [...WCAG, "best-practice"];
/** What another theme can break: the same page has other colours and nothing else. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Checks what is shown in both themes: all rules in the first, those about colours in the second. */
export async function expectClean(page: Page, what: string, tags = EVERYTHING): Promise<void> {
  await shine(page, "light");
  expect(await violations(page, { type: "tag", values: tags }), `${what}, light`).toEqual([]);
  await shine(page, "dark");
  expect(await violations(page, { type: "rule", values: COLOURS }), `${what}, dark`).toEqual([]);
}

async function shine(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached();
}

async function violations(page: Page, runOnly: { type: "tag" | "rule"; values: string[] }): Promise<string[]> {
  // Through the debugger, since the page itself refuses foreign scripts; once per page.
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const { axe: checker } = globalThis as unknown as { axe: typeof import("axe-core") };
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
    const result = await checker.run(document, { runOnly: only });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  }, runOnly);
}
