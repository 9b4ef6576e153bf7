import { expect, test, type Page } from "@playwright/test";
import axe from "axe-core";
import { askToDelete, finished, sayInNewRoom } from "./support/chat";
import { routes, visit } from "./support/routes";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function expectClean(page: Page, what: string, rules = [...WCAG, "best-practice"]): Promise<void> {
  // Through the debugger, since the page itself refuses foreign scripts.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (tags) => {
    const { axe: checker } = globalThis as unknown as { axe: typeof import("axe-core") };
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
    const result = await checker.run(document, { runOnly: tags });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  }, rules);
  expect(violations, what).toEqual([]);
}

/** Refusals of the content policy, page errors and failed requests, as they happen. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (line) => {
    if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) found.push(line.text());
  });
  page.on("pageerror", (error) => found.push(error.message));
  return found;
}

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test("every page is clean and complains about nothing @F-593", async ({ page }) => {
      test.setTimeout(180_000);
      const found = complaints(page);
      for (const route of routes) {
        await visit(page, route);
        await expectClean(page, `${route.path}, ${theme}`);
      }
      expect(found).toEqual([]);
    });

    test("the sign-in page is clean", async ({ browser, baseURL }) => {
      const stranger = await browser.newContext({ colorScheme: theme, ...(baseURL ? { baseURL } : {}), storageState: { cookies: [], origins: [] } });
      const page = await stranger.newPage();
      await page.goto("/login");
      await page.getByLabel("Passphrase").fill("certainly wrong");
      await page.keyboard.press("Enter");
      await expect(page.getByText("not right")).toBeVisible();
      await expectClean(page, `/login, ${theme}`);
      await stranger.close();
    });

    test("a room with everything in it is clean", async ({ page }) => {
      await sayInNewRoom(page, "[[markdown]]");
      await finished(page);
      await expect(page.locator("pre code span span").first()).toBeVisible();
      await expectClean(page, `Markdown, ${theme}`);
      await askToDelete(page, `axe-${theme}.txt`);
      await page.getByRole("button", { expanded: false, name: /\.txt/ }).first().click();
      await expectClean(page, `an open question, ${theme}`);
      await page.getByRole("button", { name: /^Don't/ }).click();
      await page.getByRole("button", { name: /theme, settings, sign out/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectClean(page, `a menu, ${theme}`, WCAG);
    });
  });
}
