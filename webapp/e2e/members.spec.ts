import type { Browser, Page } from "@playwright/test";
import { finished, lastAnswer, say, sayInNewRoom } from "./support/chat";
import { newAccount, type Account } from "./support/people";
import { expect, test } from "./support/test";

async function pageOf(browser: Browser, account: Account): Promise<Page> {
  const context = await browser.newContext({ storageState: account.session });
  return context.newPage();
}

test("somebody with an account joins by link and writes, the link is then used up, and who is removed reads no more @F-588", async ({ page, browser }) => {
  await sayInNewRoom(page, "[[text the plan for Friday]]");
  await finished(page);
  const room = page.url();
  await page.getByRole("button", { name: /: settings and more$/ }).click();
  await page.getByRole("menuitem", { name: "Room settings and members" }).click();
  await page.getByRole("button", { name: "Invite by link" }).click();
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByRole("textbox", { name: "Link", exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("joins as Member")).toBeVisible();

  const [guest, late] = [await newAccount("MEMBER"), await newAccount("MEMBER")];
  const theirs = await pageOf(browser, guest);
  await theirs.goto(room);
  await expect(theirs.getByRole("alert"), "not before they have joined").toContainText("Not for your account");
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: /invites you to .*the plan for Friday/ })).toBeVisible();
  await theirs.getByRole("button", { name: "Join the room" }).click();
  await expect(theirs).toHaveURL(room);
  await expect(lastAnswer(theirs)).toContainText("the plan for Friday");
  await say(theirs, "[[text said by a guest]]");
  await expect(lastAnswer(theirs)).toContainText("said by a guest");

  const later = await pageOf(browser, late);
  await later.goto(link);
  await expect(later.getByText("This invitation is not valid any more")).toBeVisible();
  await later.context().close();

  await page.goto("/skills");
  await expect(page.getByRole("link", { name: /the plan for Friday/ })).toContainText("2 unread");
  await page.goto(`${room}/settings`);
  const member = page.getByRole("listitem").filter({ has: page.getByRole("combobox", { name: `Role of ${guest.name}` }) });
  await member.getByRole("combobox").selectOption("Viewer");
  await theirs.reload();
  await expect(theirs.getByText("You can read this room but not write in it.")).toBeVisible();
  await member.getByRole("button", { name: /^Remove/ }).click();
  await expect(member).toHaveCount(0);
  await expect(theirs.getByRole("alert")).toContainText("Not for your account");
  await theirs.context().close();
});
