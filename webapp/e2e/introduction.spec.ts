import type { Browser, Page } from "@playwright/test";
import { expectClean } from "./support/axe";
import { composer, lastAnswer, say } from "./support/chat";
import { newAccount, type Account } from "./support/people";
import { expect, freshTest as test } from "./support/test";

async function pageOf(browser: Browser, account: Account): Promise<Page> {
  const context = await browser.newContext({ storageState: account.session });
  return context.newPage();
}

const introduction = (page: Page) => page.getByRole("region", { name: "Introduction" });
const kept = (page: Page) => page.waitForResponse((response) => response.url().endsWith("/preferences") && response.request().method() === "PATCH");

test("somebody new is shown three steps and how far they are, and none of it again @F-572", async ({ browser }) => {
  const page = await pageOf(browser, await newAccount("MEMBER"));
  await page.goto("/dm");
  const shown = introduction(page);
  await expect(shown.getByRole("status")).toHaveText("Step 1 of 3");
  await expect(composer(page), "it takes no focus").toBeFocused();
  await expect(shown).toContainText("Every topic has its room");
  await expectClean(page, "the first step");
  await shown.getByRole("button", { name: "Next" }).click();
  await expect(shown.getByRole("status")).toHaveText("Step 2 of 3");
  await expect(shown.getByRole("button", { name: "What time is it in Tokyo?" })).toBeVisible();
  await shown.getByRole("button", { name: "How it protects you" }).click();
  await expect(shown.getByRole("button", { name: "How it protects you" })).toHaveAttribute("aria-current", "step");
  await expect(shown).toContainText("It asks before it does harm");
  await expectClean(page, "the last step");
  await page.setViewportSize({ width: 320, height: 640 });
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(over, { message: "at 320" }).toBeLessThanOrEqual(0);
  const saved = kept(page);
  await shown.getByRole("button", { name: "Start chatting" }).click();
  expect((await saved).ok()).toBe(true);
  await expect(shown).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
  await page.reload();
  await expect(page.getByText("Ask a question, or start with one of these.")).toBeVisible();
  await expect(shown).toHaveCount(0);
  await page.context().close();
});

test("Esc skips the introduction, on every device, and whoever writes has skipped it @F-572", async ({ browser }) => {
  const person = await newAccount("MEMBER");
  const page = await pageOf(browser, person);
  await page.goto("/rooms/new");
  await expect(introduction(page)).toBeVisible();
  const saved = kept(page);
  await page.keyboard.press("Escape");
  await expect(introduction(page)).toHaveCount(0);
  await saved;
  const second = await pageOf(browser, person);
  await second.goto("/dm");
  await expect(second.getByText("Ask a question, or start with one of these.")).toBeVisible();
  await second.context().close();
  await page.context().close();

  const other = await pageOf(browser, await newAccount("MEMBER"));
  await other.goto("/rooms/new");
  await expect(introduction(other)).toBeVisible();
  await say(other, "[[text hello]]");
  await expect(lastAnswer(other)).toContainText("hello");
  await other.getByRole("link", { name: "New chat" }).click();
  await expect(other.getByText("Ask a question, or start with one of these.")).toBeVisible();
  await expect(introduction(other)).toHaveCount(0);
  await other.context().close();
});
