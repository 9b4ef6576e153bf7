import { expect, freshTest as test } from "./support/test";

test("the language is chosen in the settings, stays, and changes words, dates and the page's own language", async ({ page }) => {
  await page.goto("/settings/appearance");
  await page.getByRole("combobox", { name: "Language" }).selectOption("de");
  await expect(page.getByRole("heading", { name: "Darstellung" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
  await page.goto("/rooms/new");
  await expect(page.getByRole("heading", { name: "Neuer Chat" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Nachricht" })).toHaveAttribute("placeholder", /Befehle/);
  await page.goto("/settings/appearance");
  await page.getByRole("combobox", { name: "Sprache" }).selectOption("system");
  await expect(page.getByRole("heading", { name: "Appearance" })).toBeVisible();
});

test.describe("a German browser", () => {
  test.use({ locale: "de-DE" });

  test("is spoken to in German without being asked", async ({ page }) => {
    await page.goto("/skills");
    await expect(page.getByRole("link", { name: "Freigaben" })).toBeVisible();
  });
});
