import { expect, test } from "./support/test";
import { copyFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { lastAnswer, sayInNewRoom } from "./support/chat";
import { home, skillJar } from "./support/server";

test("the skills page lists tools with what they may do @F-248", async ({ page }) => {
  await page.goto("/skills");
  await expect(page.getByRole("heading", { name: "Skills", level: 1 })).toBeVisible();
  const row = page.getByRole("row", { name: /get_weather/ });
  await expect(row).toContainText("Reads");
  await page.getByRole("searchbox", { name: "Search skills" }).fill("no such thing");
  await expect(page).toHaveURL(/q=no/);
  await expect(page.getByText("No skill matches")).toBeVisible();
});

test("a jar dropped into the skills folder is listed and can be called, and is gone with the jar", async ({ page }) => {
  test.skip(!home || !skillJar, "SPARKBOT_E2E_HOME and SPARKBOT_E2E_SKILL name the home and a jar");
  const place = join(home ?? "", "skills", basename(skillJar ?? ""));
  await page.goto("/skills");
  await expect(page.getByRole("row", { name: /get_weather/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /echo_back/ })).toHaveCount(0);
  await copyFile(skillJar ?? "", place);
  try {
    await expect(page.getByRole("row", { name: /echo_back/ })).toBeVisible({ timeout: 60_000 });
    await sayInNewRoom(page, '[[call echo_back {"text":"hello there"} | text {result}]]');
    await expect(lastAnswer(page)).toContainText("hello there");
  } finally {
    await rm(place, { force: true });
  }
  await page.goto("/skills");
  await expect(page.getByRole("row", { name: /get_weather/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /echo_back/ })).toHaveCount(0, { timeout: 60_000 });
});
