import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";
import { finished, sayInNewRoom } from "./support/chat";

/** Runs what changes the room, and waits until the server has said yes. */
async function kept(page: Page, change: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "PATCH" && /\/chat\/rooms\/[0-9a-f-]{36}$/.test(response.url()));
  await change();
  expect((await answered).ok()).toBe(true);
}

test("a persona and a number of tool rounds are counted, kept and shown again @F-026 @F-575 @F-022", async ({ page }) => {
  await sayInNewRoom(page, "[[text here]]");
  await finished(page);
  await page.goto(`${page.url()}/settings`);
  const persona = page.getByRole("textbox", { name: "Persona" });
  const rounds = page.getByRole("spinbutton", { name: "Tool rounds for one message" });
  const save = page.getByRole("button", { name: "Save", exact: true });
  await expect(save).toBeDisabled();
  await persona.fill("x".repeat(499));
  await persona.press("End");
  await page.keyboard.type("yz");
  await expect(persona, "the 501st character is not taken").toHaveValue(`${"x".repeat(499)}y`);
  await expect(page.getByText("500 of 500 characters")).toBeVisible();
  await persona.fill("You are a pirate.");
  await expect(page.getByText("17 of 500 characters")).toBeVisible();
  await rounds.fill("101");
  await save.click();
  expect(await rounds.evaluate((field: HTMLInputElement) => field.validity.rangeOverflow)).toBe(true);
  await rounds.fill("7");
  await kept(page, () => save.click());
  await expect(save).toBeDisabled();
  await page.reload();
  await expect(persona).toHaveValue("You are a pirate.");
  await expect(rounds).toHaveValue("7");
  await rounds.fill("");
  await kept(page, () => save.click());
  await page.reload();
  await expect(persona).toHaveValue("You are a pirate.");
  await expect(rounds).toHaveValue("");
});

test("acting is off in a new room, and stays as the owner has put it @F-575", async ({ page }) => {
  await sayInNewRoom(page, "[[text here]]");
  await finished(page);
  const toggle = page.getByRole("switch", { name: "Let Sparkbot act from this room" });
  for (const [before, after] of [["Acting off", "Acting on"], ["Acting on", "Acting off"]] as const) {
    await page.getByRole("button", { name: before }).click();
    await kept(page, () => toggle.click());
    await page.reload();
    await expect(page.getByRole("button", { name: after })).toBeVisible();
  }
});
