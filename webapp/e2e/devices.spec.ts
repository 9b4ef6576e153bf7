import type { Browser, Page } from "@playwright/test";
import { answers, composer, finished, lastAnswer, say, sayInNewRoom } from "./support/chat";
import { call, newAccount, type Account } from "./support/people";
import { expect, test } from "./support/test";

/** Another device of the same person: nothing of the first browser is there. */
async function anotherDevice(browser: Browser, account: Account): Promise<Page> {
  const context = await browser.newContext({ storageState: account.session });
  return context.newPage();
}

/** Changes a preference, and waits until the server has said yes. */
async function kept(on: Page, change: () => Promise<unknown>): Promise<void> {
  const answered = on.waitForResponse((response) => response.url().endsWith("/preferences") && response.request().method() === "PATCH");
  await change();
  expect((await answered).ok()).toBe(true);
}

/** The person comes back to the page, which then asks what is new. */
const lookAgain = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));

test("pins and folders of a room are the same on another device", async ({ page, browser, account }) => {
  const name = `[[text folder ${Date.now()}]]`;
  await sayInNewRoom(page, name);
  await finished(page);
  const menu = (on: Page) => on.getByRole("button", { name: `What to do with ${name}` });
  const row = page.getByRole("listitem").filter({ has: menu(page) });
  await row.hover();
  await menu(page).click();
  await page.getByRole("menuitem", { name: "New folder" }).click();
  await page.getByRole("textbox", { name: "Name of the folder" }).fill("Offsite");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Offsite" })).toContainText(name);

  const second = await anotherDevice(browser, account);
  await second.goto("/skills");
  await expect(second.getByRole("region", { name: "Offsite" })).toContainText(name);
  await menu(second).focus();
  await second.keyboard.press("Enter");
  await second.getByRole("menuitem", { name: "Pin", exact: true }).click();
  await expect(second.getByRole("region", { name: "Pinned" })).toContainText(name);
  await expect(second.getByRole("region", { name: "Offsite" })).toHaveCount(0);

  await expect(async () => {
    await lookAgain(page);
    await expect(page.getByRole("region", { name: "Pinned" })).toContainText(name, { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await second.context().close();
});

test("what others say is counted until it is seen, on whichever device", async ({ page, browser, account }) => {
  await sayInNewRoom(page, "[[text counted]]");
  await finished(page);
  const room = page.url();
  await page.getByRole("link", { name: "Skills" }).click();
  const second = await anotherDevice(browser, account);
  await second.goto(room);
  await expect(lastAnswer(second)).toContainText("counted");
  await second.getByRole("link", { name: "Skills" }).click();

  await page.goto("/skills");
  const row = (on: Page) => on.getByRole("link", { name: /text counted/ });
  await expect(row(page)).not.toContainText("unread");
  await page.request.post(`/api/v1/chat/rooms/${room.split("/").at(-1)}/messages`, { data: { content: "[[text said meanwhile]]" }, headers: { Origin: new URL(room).origin } });
  await expect(async () => {
    await page.reload();
    await expect(row(page)).toContainText("1 unread", { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });

  await second.goto(room);
  await expect(lastAnswer(second)).toContainText("said meanwhile");
  await expect(async () => {
    await page.reload();
    await expect(row(page)).toBeVisible();
    await expect(row(page)).not.toContainText("unread", { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await second.context().close();
});

test("theme, language, zone and the key that sends follow the person to another device", async ({ page, browser, account }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/settings/appearance");
  for (const choose of [
    () => page.getByRole("radio", { name: "Dark" }).click(),
    () => page.getByRole("combobox", { name: "Key that sends" }).selectOption("mod_enter"),
    () => page.getByRole("combobox", { name: "Time zone" }).selectOption("Asia/Tokyo"),
  ]) {
    await kept(page, choose);
  }

  const second = await anotherDevice(browser, account);
  await second.emulateMedia({ colorScheme: "light" });
  await second.goto("/rooms/new");
  await expect(second.locator("html[data-theme=dark]")).toBeAttached();
  await composer(second).fill("one");
  await second.keyboard.press("Enter");
  await expect(composer(second)).toHaveValue("one\n");
  await composer(second).fill("[[text sent by both keys]]");
  await second.keyboard.press("Control+Enter");
  await expect(lastAnswer(second)).toContainText("sent by both keys");
  await expect(answers(second)).toHaveCount(1);
  const at = await answers(second).locator("time").first().getAttribute("datetime");
  const there = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone: "Asia/Tokyo" }).format(new Date(at ?? ""));
  await expect(answers(second).locator("time").first()).toHaveText(there);

  await second.goto("/settings/appearance");
  await kept(second, () => second.getByRole("radio", { name: "Like the system" }).click());
  await expect(second.locator("html[data-theme=light]")).toBeAttached();
  await kept(second, () => second.getByRole("combobox", { name: "Key that sends" }).selectOption("enter"));
  await kept(second, () => second.getByRole("combobox", { name: "Time zone" }).selectOption("Where the device is"));
  await expect(async () => {
    await lookAgain(page);
    await expect(page.locator("html[data-theme=light]")).toBeAttached({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await second.context().close();
});

test("a choice that the server cannot keep is taken back in words", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/settings/appearance");
  await expect(page.getByRole("combobox", { name: "Language" })).toBeEnabled();
  await page.route("**/users/me/preferences", (route) => (route.request().method() === "PATCH" ? route.abort() : route.fallback()));
  await page.getByRole("radio", { name: "Dark" }).click();
  await expect(page.getByText("Sparkbot does not answer")).toBeVisible();
  await expect(page.locator("html[data-theme=light]")).toBeAttached();
});

test("two people in one room see each other, and who is writing", async ({ page, browser }) => {
  await sayInNewRoom(page, "[[text for two]]");
  await finished(page);
  const room = page.url();
  const guest = await newAccount("MEMBER");
  const guestContext = await browser.newContext({ storageState: guest.session });
  const { id } = (await (await guestContext.request.get("/api/v1/users/me")).json()) as { id: string };
  await call(page.request, `/chat/rooms/${room.split("/").at(-1)}/members`, { user_id: id, role: "MEMBER" });
  const other = await guestContext.newPage();
  await other.goto(room);
  await expect(lastAnswer(other)).toContainText("for two");
  await expect(page.getByLabel(/^Here now:/)).toBeVisible();
  await expect(other.getByLabel(/^Here now:/)).toBeVisible();

  await composer(other).pressSequentially("a long thou");
  await expect(page.getByText(/is writing$/)).toBeVisible();
  await composer(other).fill("");
  await expect(page.getByText(/is writing$/)).toHaveCount(0);
  await say(other, "[[text said by the guest]]");
  await expect(lastAnswer(page)).toContainText("said by the guest");
  await guestContext.close();
  await expect(page.getByLabel(/^Here now:/)).toHaveCount(0);
});
