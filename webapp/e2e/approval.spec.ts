import { expect, test } from "./support/test";
import { askToDelete, card, finished, lastAnswer } from "./support/chat";

test("a card survives a reload, never holds the focus, and approving runs the call @F-577", async ({ page }) => {
  await askToDelete(page, "approve.txt", "text all gone");
  await expect(page.getByRole("button", { name: /^Delete it/ })).not.toBeFocused();
  await page.reload();
  const question = await card(page, "approve.txt");
  await expect(question).toContainText("left");
  await expect(question.getByRole("button", { name: /^Delete it/ })).not.toBeFocused();
  await question.getByRole("button", { name: /^Delete it/ }).click();
  await expect(question).toHaveCount(0);
  await expect(lastAnswer(page)).toContainText("You approved");
  await expect(lastAnswer(page)).toContainText("all gone");
  await finished(page);
});

test("saying no is told to the model, and the card folds @F-577", async ({ page }) => {
  const question = await askToDelete(page, "deny.txt", "text left alone");
  await question.getByRole("button", { name: /^Don't/ }).click();
  await expect(question).toHaveCount(0);
  await expect(lastAnswer(page)).toContainText("You denied");
  await expect(lastAnswer(page)).toContainText("left alone");
});

test("a decision in one tab folds the card in the other", async ({ page, context }) => {
  const question = await askToDelete(page, "tabs.txt", "text decided");
  const second = await context.newPage();
  await second.goto(page.url());
  await (await card(second, "tabs.txt")).getByRole("button", { name: /^Don't/ }).click();
  await expect(question).toHaveCount(0);
  await expect(lastAnswer(page)).toContainText("decided");
});

test("the inbox counts what waits, decides it, and leads back to the room @F-582", async ({ page }) => {
  await askToDelete(page, "inbox.txt", "text after the inbox");
  const room = new URL(page.url()).pathname;
  await page.getByRole("link", { name: /^Approvals/ }).click();
  await expect(page.getByRole("link", { name: /approvals? waits?/ })).toBeVisible();
  const question = await card(page, "inbox.txt");
  await question.getByRole("button", { name: /^Delete it/ }).click();
  await expect(question).toHaveCount(0);
  await expect(page.getByText(/You approved: .*inbox.txt/)).toBeVisible();
  await page.goto(room);
  await expect(lastAnswer(page)).toContainText("after the inbox");
});
