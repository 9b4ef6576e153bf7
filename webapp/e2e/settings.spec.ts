import { newAccount } from "./support/people";
import { expect, test } from "./support/test";

test("a pinned theme stays over a reload and is there before the first paint", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/settings/appearance");
  const theme = () => page.evaluate(() => document.documentElement.dataset["theme"]);
  expect(await theme()).toBe("light");
  const kept = () => page.waitForResponse((response) => response.url().endsWith("/preferences") && response.request().method() === "PATCH");
  const dark = kept();
  await page.getByRole("radio", { name: "Dark" }).click();
  await expect.poll(theme).toBe("dark");
  await dark;
  await page.reload({ waitUntil: "commit" });
  await page.waitForFunction(() => document.documentElement.dataset["theme"] !== undefined);
  expect(await theme()).toBe("dark");
  const light = kept();
  await page.getByRole("radio", { name: "Like the system" }).click();
  await expect.poll(theme).toBe("light");
  await light;
});

test("a server setting is saved live, a wrong one is refused next to its field", async ({ page }) => {
  await page.goto("/settings/server");
  const rounds = page.getByRole("textbox", { name: /tool rounds/i });
  const before = await rounds.inputValue();
  await rounds.fill("100000");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(rounds).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("listitem").filter({ has: rounds }).getByRole("alert"), "next to its field").not.toBeEmpty();
  await rounds.fill(before === "14" ? "13" : "14");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(rounds).toHaveValue(before === "14" ? "13" : "14");
  await page.getByRole("button", { name: /^Put .*rounds.* back/i }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
});

test("this device is among the sessions @F-589", async ({ page }) => {
  await page.goto("/settings/sessions");
  await expect(page.getByText("This device")).toBeVisible();
});

test("who wants another page first lands there, also after signing in @F-567", async ({ browser }) => {
  const person = await newAccount("MEMBER");
  const context = await browser.newContext({ storageState: person.session });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page).toHaveURL(/\/dm$/);
  await page.goto("/settings/appearance");
  const saved = page.waitForResponse((response) => response.url().endsWith("/preferences") && response.request().method() === "PATCH");
  await page.getByRole("combobox", { name: "Page after signing in" }).selectOption("Approvals");
  expect((await saved).ok()).toBe(true);
  await page.getByRole("button", { name: /theme, settings, sign out/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();

  await page.getByRole("button", { name: "Sign in with a named account" }).click();
  await page.getByLabel("Username").fill(person.name);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/approvals$/);
  await page.goto("/skills");
  await page.getByRole("link", { name: "Sparkbot", exact: true }).click();
  await expect(page).toHaveURL(/\/approvals$/);
  await context.close();
});
