import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";
import axe from "axe-core";
import { askToDelete, finished, lastAnswer, sayInNewRoom } from "./support/chat";
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

const THEMES = ["light", "dark"] as const;

for (const route of routes) {
  test(`${route.path} is clean in both themes and complains about nothing @F-593`, async ({ page }) => {
    const found = complaints(page);
    await visit(page, route);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached();
      await expectClean(page, `${route.path}, ${theme}`);
    }
    expect(found).toEqual([]);
  });
}

/** Every dialog of a room's page, and how a person opens it. */
const DIALOGS: readonly (readonly [name: string, open: (page: Page) => Promise<void>])[] = [
  ["Search", (page) => page.keyboard.press("Control+k")],
  ["Keyboard shortcuts", (page) => page.keyboard.press("Control+/")],
  ["Rename", (page) => roomMenu(page, "Rename")],
  ["Delete “", (page) => roomMenu(page, "Delete")],
  ["Delete this message", (page) => lastAnswer(page).getByRole("button", { name: "Delete the message" }).click()],
  [
    "New folder",
    async (page) => {
      await page.locator("[data-row][aria-current=page]").focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await page.getByRole("menuitem", { name: "New folder" }).click();
    },
  ],
];

async function roomMenu(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: /: settings and more$/ }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("every dialog is clean in both themes, and gives the focus back @F-593", async ({ page }) => {
  test.setTimeout(90_000);
  await sayInNewRoom(page, "[[text dialogs]]");
  await finished(page);
  for (const [name, open] of DIALOGS) {
    await open(page);
    await expect(page.getByRole("dialog"), name).toBeVisible();
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached();
      await expectClean(page, `${name}, ${theme}`, WCAG);
    }
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog"), name).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body), { message: `${name} gives the focus back` }).toBe(true);
  }
});

for (const theme of THEMES) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

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
