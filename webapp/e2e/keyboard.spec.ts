import type { Page } from "@playwright/test";
import { expect, freshTest as test } from "./support/test";
import { composer, finished, lastAnswer, stopButton } from "./support/chat";
import { passphrase } from "./support/server";

test.use({ storageState: { cookies: [], origins: [] } });

/** Moves the focus on until it is on the named element; fails when it never gets there. */
async function tabTo(page: Page, name: RegExp, key = "Tab"): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press(key);
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return "";
      return `${element?.getAttribute("aria-label") ?? ""} ${element?.textContent ?? ""}`.trim();
    });
    if (name.test(here)) return;
  }
  throw new Error(`the focus never reached ${name}`);
}

async function signInByKeys(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.getByLabel("Passphrase")).toBeFocused();
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dm$/);
  await expect(composer(page)).toBeFocused();
}

test("signing in, chatting, stopping, deciding and finding one's way need no mouse @F-593", async ({ page }) => {
  await signInByKeys(page);

  await page.keyboard.press("Control+Shift+O");
  await expect(page.getByRole("heading", { name: "New chat" })).toBeVisible();
  await expect(composer(page)).toBeFocused();
  // Two minutes of answer: however slow the machine is, it is still being written when it is stopped.
  await page.keyboard.type("[[pace 100ms; tokens 1200]]");
  await page.keyboard.press("Enter");
  await expect(lastAnswer(page).locator(".answer")).toContainText("alpha");
  await expect(stopButton(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await finished(page);
  await expect(composer(page)).toBeFocused();

  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  await expect(composer(page)).toHaveValue("one\ntwo");
  await composer(page).fill("");

  await page.keyboard.type('[[call filesystem {"action":"write","path":"keys.txt","content":"x"} | text written]]');
  await page.keyboard.press("Enter");
  await expect(lastAnswer(page)).toContainText("written");
  await finished(page);
  await page.keyboard.type('[[call filesystem {"action":"delete","path":"keys.txt"} | text kept]]');
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: /keys.txt/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: /keys.txt/ }), "a stray Enter decides nothing").toBeVisible();
  await tabTo(page, /^Don't/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(lastAnswer(page)).toContainText("You denied");

  await page.keyboard.press("Control+/");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Control+b");
  await expect(page.getByRole("link", { name: "Skills" })).toHaveCount(0);
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("link", { name: "Skills" })).toBeVisible();

  const here = page.url();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page).not.toHaveURL(here);

  await tabTo(page, /theme, settings, sign out/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio").first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/login$/);
});

test("the first stop of the Tab key leads past the sidebar", async ({ page }) => {
  await signInByKeys(page);
  await page.goto("/skills");
  await expect(page.getByRole("heading", { name: "Skills" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#page")).toBeFocused();
});

test("finished answers are read aloud", async ({ page }) => {
  await signInByKeys(page);
  await page.keyboard.press("Control+Shift+O");
  await expect(page.getByRole("heading", { name: "New chat" })).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type("[[text quite finished]]");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-live-region]")).toContainText("Sparkbot: quite finished");
});
