import type { Page } from "@playwright/test";
import { expectClean, WCAG } from "./support/axe";
import { askToDelete, finished, lastAnswer, sayInNewRoom } from "./support/chat";
import { expect, freshTest, test } from "./support/test";

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
  await sayInNewRoom(page, "[[text dialogs]]");
  await finished(page);
  for (const [name, open] of DIALOGS) {
    await open(page);
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await expectClean(page, name, WCAG);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog"), name).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body), { message: `${name} gives the focus back` }).toBe(true);
  }
});

freshTest.describe("a stranger", () => {
  freshTest.use({ storageState: { cookies: [], origins: [] } });

  freshTest("finds a clean page that refuses a wrong passphrase", async ({ page }) => {
    await page.goto("/login");
    await page.getByLabel("Passphrase").fill("certainly wrong");
    await page.keyboard.press("Enter");
    await expect(page.getByText("not right")).toBeVisible();
    await expectClean(page, "/login");
  });
});

test("a room with everything in it is clean in both themes", async ({ page }) => {
  await sayInNewRoom(page, "[[markdown]]");
  await finished(page);
  await expect(page.locator("pre code span span").first()).toBeVisible();
  await expectClean(page, "Markdown");
  await askToDelete(page, "axe.txt");
  await page.getByRole("button", { expanded: false, name: /\.txt/ }).first().click();
  await expectClean(page, "an open question");
  await page.getByRole("button", { name: /^Don't/ }).click();
  await page.getByRole("button", { name: /theme, settings, sign out/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectClean(page, "a menu", WCAG);
});
