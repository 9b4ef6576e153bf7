import type { Page } from "@playwright/test";
import { expect, freshTest as test } from "./support/test";
import { askToDelete, composer, lastAnswer, say } from "./support/chat";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("the page turns dark with the system while it is open", async ({ page }) => {
  await page.goto("/dm");
  await expect(composer(page)).toBeVisible();
  const theme = page.locator("html");
  await expect(theme).toHaveAttribute("data-theme", "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(theme).toHaveAttribute("data-theme", "dark");
});

test("the sidebar is a drawer that closes when a place is chosen", async ({ page }) => {
  await page.goto("/dm");
  await expect(page.getByRole("link", { name: "Skills" })).toHaveCount(0);
  await page.getByRole("button", { name: "Show sidebar" }).tap();
  await page.getByRole("link", { name: "Skills" }).tap();
  await expect(page).toHaveURL(/\/skills$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("chatting and approving work with a thumb @F-592", async ({ page }) => {
  const question = await askToDelete(page, "thumb.txt", "text done with a thumb");
  for (const button of await question.getByRole("button", { name: /it|Don't/ }).all()) {
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  await question.getByRole("button", { name: /^Delete it/ }).tap();
  await expect(lastAnswer(page)).toContainText("done with a thumb");
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await say(page, "[[markdown]]");
  await expect(lastAnswer(page)).toContainText("A quotation");
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const size = await composer(page).evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize));
  expect(size, "smaller type makes a phone zoom").toBeGreaterThanOrEqual(16);
});
