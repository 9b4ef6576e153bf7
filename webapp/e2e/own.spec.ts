import { readFile, writeFile } from "node:fs/promises";
import type { BrowserContext } from "@playwright/test";
import { expect, test } from "./support/test";
import { finished, lastAnswer, sayInNewRoom } from "./support/chat";
import { newAccount } from "./support/people";
import { url } from "./support/server";

test("an API key is shown once, opens the server for a program, and nothing any more when it is revoked", async ({ page, playwright }) => {
  const name = `key ${Date.now()}`;
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What is it for").fill(name);
  await dialog.getByRole("button", { name: "Create key" }).click();
  const key = await dialog.getByRole("textbox", { name: "Key" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();

  const program = await playwright.request.newContext({ baseURL: url, extraHTTPHeaders: { Authorization: `Bearer ${key}` } });
  const asked = () => program.get("/api/v1/chat/rooms/").then((answer) => answer.status());
  expect(await asked()).toBe(200);
  await page.reload();
  const entry = page.getByRole("listitem").filter({ hasText: name });
  await expect(entry).toContainText(key.slice(0, 6));
  expect(await page.content(), "after the first time nobody sees it").not.toContain(key);
  await entry.getByRole("button", { name: new RegExp(`Revoke.*${name}`) }).click();
  await expect(entry).toHaveCount(0);
  await expect.poll(asked).toBe(401);
  await program.dispose();
});

test("everything one owns goes into a file, which adds its rooms again, and another file is refused in words", async ({ page }) => {
  const room = `kept ${Date.now()}`;
  await sayInNewRoom(page, `[[text ${room}]]`);
  await finished(page);
  await page.goto("/settings/data");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download everything" }).click();
  const file = await (await saved).path();
  expect(await readFile(file, "utf8")).toContain(room);

  const give = async (path: string) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a file" }).click();
    await (await chooser).setFiles(path);
  };
  const other = test.info().outputPath("other.json");
  await writeFile(other, "no export");
  await give(other);
  await expect(page.getByText("This file is not an export of Sparkbot.")).toBeVisible();
  const rooms = page.getByRole("navigation").getByRole("link", { name: `[[text ${room}]]` });
  await expect(rooms).toHaveCount(1);
  await give(file);
  await expect(page.getByText(/rooms? with \d+ messages added/)).toBeVisible();
  await expect(rooms).toHaveCount(2);
  await rooms.first().click();
  await expect(lastAnswer(page)).toContainText(room);
});

test("a room gets another name, and is gone for good when it is deleted", async ({ page }) => {
  await sayInNewRoom(page, "[[text soon gone]]");
  await finished(page);
  const address = page.url();
  const name = `renamed ${Date.now()}`;
  const menu = async (entry: string) => {
    await page.getByRole("button", { name: /settings and more$/ }).click();
    await page.getByRole("menuitem", { name: entry }).click();
  };
  await menu("Rename");
  await page.getByRole("dialog").getByRole("textbox").fill(name);
  await page.keyboard.press("Enter");
  const link = page.getByRole("navigation").getByRole("link", { name });
  await expect(link).toBeVisible();
  await menu("Delete");
  await expect(page.getByRole("dialog", { name: `Delete “${name}”?` })).toContainText("cannot be undone");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/dm$/);
  await expect(link).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("Not found");
});

test("a new password signs out the other devices, and another session can be ended from here @F-589", async ({ browser }) => {
  const person = await newAccount("MEMBER");
  const contexts: BrowserContext[] = [];
  const device = async () => {
    const context = await browser.newContext({ baseURL: url });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto("/login");
    await page.getByRole("button", { name: "Sign in with a named account" }).click();
    await page.getByLabel("Username").fill(person.name);
    await page.getByLabel("Password").fill(person.password);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/dm$/);
    return page;
  };
  const [here, there] = [await device(), await device()];
  await here.goto("/settings/sessions");
  const others = here.getByRole("listitem").filter({ hasNotText: "This device" }).getByRole("button", { name: /^Sign out/ });
  await expect(others).toHaveCount(2);
  await here.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(others).toHaveCount(0);
  await there.reload();
  await expect(there).toHaveURL(/\/login/);

  const later = await device();
  await here.goto("/settings/profile");
  await here.getByLabel("Current password").fill("not this one");
  await here.getByLabel("New password").fill("quite another one");
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(here.getByText(/password is not right|wrong/i).first()).toBeVisible();
  await here.getByLabel("Current password").fill(person.password);
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(here.getByText("Password changed")).toBeVisible();
  await later.reload();
  await expect(later).toHaveURL(/\/login/);
  person.password = "quite another one";
  await device();
  for (const context of contexts) await context.close();
});
