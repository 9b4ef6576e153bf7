import { expect, test } from "@playwright/test";
import { answers, composer, finished, sayInNewRoom } from "./support/chat";

test("a room is found by its name and opened, by keyboard alone", async ({ page }) => {
  const name = `[[text quokka ${Date.now()}]]`;
  await sayInNewRoom(page, name);
  await finished(page);
  const room = page.url();
  await page.goto("/dm");
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search rooms and messages" });
  await expect(field).toBeFocused();
  await page.keyboard.type("QUOKKA");
  await expect(page.getByRole("option").first()).toContainText("quokka");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(room);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("zebra crossing of nobody");
  await expect(page.getByText("Nothing found for")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("words far back in a long room are found, shown among their neighbours and marked @F-013", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("/rooms/new");
  await sayInNewRoom(page, "[[text start]]");
  await finished(page);
  const room = page.url().split("/").at(-1);
  const needle = `needle${Date.now()}`;
  for (let n = 0; n < 130; n++) {
    const content = n === 20 ? `here lies the ${needle}` : `hay ${n}`;
    const stored = await page.request.post(`/api/v1/chat/messages/${room}`, { data: { content }, headers: { Origin: new URL(page.url()).origin } });
    expect(stored.ok()).toBe(true);
  }
  await page.reload();
  await expect(page.getByText("hay 129", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search rooms and messages" })).toBeFocused();
  await page.keyboard.type(needle);
  await expect(page.getByRole("option", { name: needle }).locator("mark")).toHaveText(needle);
  await page.keyboard.press("Enter");
  const hit = page.getByRole("article").filter({ hasText: needle });
  await expect(hit).toBeInViewport();
  await expect(hit).toBeFocused();
  await expect(page.getByText("hay 21", { exact: true })).toBeVisible();
  await expect(page.getByText("You are reading earlier messages")).toBeVisible();
  await page.getByRole("log").hover();
  await expect(async () => {
    await page.mouse.wheel(0, 2_000);
    await expect(page.getByText("hay 129", { exact: true })).toBeInViewport({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole("button", { name: "Jump to latest" }).first().click();
  await expect(page.getByText("hay 129", { exact: true })).toBeInViewport();
  await expect(page.getByText("You are reading earlier messages")).toHaveCount(0);
  await expect(answers(page).or(page.getByText("hay 128", { exact: true })).first()).toBeVisible();
});
