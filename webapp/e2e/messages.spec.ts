import { readFile } from "node:fs/promises";
import { expect, test } from "./support/test";
import { answers, composer, finished, lastAnswer, say, sayInNewRoom } from "./support/chat";

test("a message is copied, answered with a quotation that leads back, reworded and deleted, by keyboard alone @F-014 @F-015 @F-016", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await sayInNewRoom(page, "[[text the *first* answer]]");
  await finished(page);

  const answer = lastAnswer(page);
  await answer.getByRole("button", { name: "Copy the answer" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("the *first* answer");

  await page.keyboard.press("Tab");
  await expect(answer.getByRole("button", { name: "Reply" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(composer(page)).toBeFocused();
  await expect(page.getByText("Reply to Sparkbot")).toBeVisible();
  await page.keyboard.type("[[text the second answer]] about that");
  await page.keyboard.press("Enter");
  await finished(page);
  await expect(lastAnswer(page)).toContainText("the second answer");

  await page.reload();
  const quote = page.getByRole("button", { name: /^In reply to Sparkbot: the first answer/ });
  await quote.click();
  await expect(answers(page).first()).toBeFocused();

  await composer(page).focus();
  await page.keyboard.press("ArrowUp");
  const field = page.getByRole("textbox", { name: "New words" });
  await expect(field).toBeFocused();
  await field.fill("never mind");
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await page.keyboard.press("ArrowUp");
  await field.fill("other words");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const mine = page.getByRole("article", { name: /^You,/ }).last();
  await expect(mine).toContainText("other words");
  await expect(mine).toContainText("edited");

  await mine.getByRole("button", { name: "Delete the message" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("other words")).toHaveCount(0);
  await page.reload();
  await expect(answers(page).first()).toBeVisible();
  await expect(page.getByText("other words")).toHaveCount(0);
});

test("an answer is given again, and both versions can be gone through", async ({ page }) => {
  await sayInNewRoom(page, "[[text one answer]]");
  await finished(page);
  await lastAnswer(page).getByRole("button", { name: "Answer again" }).click();
  await expect(lastAnswer(page).getByText("Version 2 of 2")).toBeAttached();
  await expect(answers(page)).toHaveCount(1);
  await lastAnswer(page).getByRole("button", { name: "Previous version" }).click();
  await expect(lastAnswer(page).getByText("Version 1 of 2")).toBeAttached();
  await expect(lastAnswer(page).getByRole("button", { name: "Next version" })).toBeFocused();
  await page.reload();
  await expect(lastAnswer(page).getByText("Version 1 of 2")).toBeAttached();
});

test("a question is asked again with other words, and the old ones can be gone back to", async ({ page }) => {
  await sayInNewRoom(page, "[[text before]]");
  await finished(page);
  await say(page, "[[text later]]");
  await expect(lastAnswer(page)).toContainText("later");
  await finished(page);
  const first = page.getByRole("article", { name: /^You,/ }).first();
  await first.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "New words" }).fill("[[text after]]");
  await page.keyboard.press("Control+Enter");
  await expect(lastAnswer(page)).toContainText("after");
  await expect(answers(page)).toHaveCount(1);
  await expect(first.getByText("Version 2 of 2")).toBeAttached();
  await first.getByRole("button", { name: "Previous version" }).click();
  await expect(lastAnswer(page)).toContainText("later");
  await expect(answers(page)).toHaveCount(2);
});

test("a room is saved as a Markdown file with who said what @F-042", async ({ page }) => {
  await sayInNewRoom(page, "[[text Take **two** eggs.]]");
  await finished(page);
  const saved = page.waitForEvent("download");
  await say(page, "/export");
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/\.md$/);
  const written = await readFile(await file.path(), "utf8");
  expect(written).toMatch(/^# .+\n\n## .+ · \d{4}-\d\d-\d\d \d\d:\d\d .+\n\n\[\[text Take \*\*two\*\* eggs\.\]\]\n\n---\n\n## Sparkbot · .+\n\nTake \*\*two\*\* eggs\.\n\n---\n$/);
  await expect(page.getByText("The whole room as a file."), "and the page stays where it is").toBeVisible();
});
