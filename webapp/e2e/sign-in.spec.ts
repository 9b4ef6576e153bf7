import { expect, freshTest as test } from "./support/test";
import { passphrase } from "./support/server";

test.use({ storageState: { cookies: [], origins: [] } });

test("a wrong passphrase is refused in words, the right one opens the page that was asked for @F-002 @F-566", async ({ page, context }) => {
  await page.goto("/skills");
  await expect(page).toHaveURL(/\/login\?next=/);
  const field = page.getByLabel("Passphrase");
  await expect(field).toBeFocused();
  await field.fill("certainly wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByText("That passphrase is not right.")).toBeVisible();

  await field.fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/skills$/);

  const cookie = (await context.cookies(`${page.url()}`.replace(/skills.*/, "api/v1/"))).find((one) => one.name === "chat_token");
  expect(cookie).toMatchObject({ httpOnly: true, path: "/api" });
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  expect(kept).not.toContain(cookie?.value);
});

test("signing out ends the session at the server @F-003", async ({ page }) => {
  await page.goto("/login");
  await page.getByLabel("Passphrase").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dm$/);
  await page.getByRole("button", { name: /theme, settings, sign out/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login$/);
  expect((await page.request.get("/api/v1/users/me")).status()).toBe(401);
  await page.goto("/dm");
  await expect(page).toHaveURL(/\/login/);
});

test("a link cannot lead people elsewhere after signing in", async ({ page }) => {
  await page.goto("/login?next=https://evil.example/");
  await page.getByLabel("Passphrase").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dm$/);
});

test("a server that does not answer is told as such", async ({ page, context }) => {
  await page.goto("/login");
  await expect(page.getByLabel("Passphrase")).toBeVisible();
  await context.setOffline(true);
  await page.getByLabel("Passphrase").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sparkbot does not answer. Check that the server is running")).toBeVisible();
  await context.setOffline(false);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dm$/);
});
