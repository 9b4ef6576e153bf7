import { randomUUID } from "node:crypto";
import { newAccount } from "./support/people";
import { expect, test } from "./support/test";

test("an administrator adds somebody, who signs in, changes their role, shuts them out and removes them @F-590", async ({ page, browser }) => {
  const name = `lin-${randomUUID().slice(0, 8)}`;
  const password = randomUUID();
  await page.goto("/admin");
  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await dialog.getByLabel("Username").fill(name);
  await dialog.getByLabel("Password").fill(password);
  await dialog.getByRole("button", { name: "Add a person" }).click();
  await expect(dialog).toHaveCount(0);

  const context = await browser.newContext();
  const theirs = await context.newPage();
  const signIn = async () => {
    await theirs.goto("/login");
    await theirs.getByRole("button", { name: "Sign in with a named account" }).click();
    await theirs.getByLabel("Username").fill(name);
    await theirs.getByLabel("Password").fill(password);
    await theirs.keyboard.press("Enter");
  };
  await signIn();
  await expect(theirs).toHaveURL(/\/dm$/);
  await expect(theirs.getByRole("link", { name: "Skills" })).toBeVisible();
  await expect(theirs.getByRole("link", { name: "People" })).toHaveCount(0);

  await page.getByRole("searchbox", { name: "Search people" }).fill(name);
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(page.getByRole("row"), "the heads and the one row").toHaveCount(2);
  const act = async (what: string) => {
    await row.getByRole("button", { name: `What to do with ${name}` }).click();
    await page.getByRole("menuitem", { name: what }).click();
  };
  await act("Make administrator");
  await expect(row).toContainText("Administrator");
  await theirs.reload();
  await expect(theirs.getByRole("link", { name: "People" })).toBeVisible();

  await act("Deactivate");
  await expect(row).toContainText("Deactivated");
  await theirs.goto("/skills");
  await expect(theirs, "signed out at once").toHaveURL(/\/login/);
  await signIn();
  await expect(theirs.getByLabel("Password"), "and not let in again").toHaveAttribute("aria-invalid", "true");
  await expect(theirs).toHaveURL(/\/login/);
  await context.close();

  await act("Remove for good");
  await page.getByRole("dialog").getByRole("button", { name: "Remove for good" }).click();
  await expect(row).toHaveCount(0);
});

test("the pages of administrators are closed to members, in words, and offer them nothing @F-590", async ({ browser }) => {
  const member = await newAccount("MEMBER");
  const context = await browser.newContext({ storageState: member.session });
  const page = await context.newPage();
  const refused = page.waitForResponse((response) => response.url().includes("/users/") && response.status() === 403);
  await page.goto("/admin");
  await refused;
  await expect(page.getByRole("alert")).toContainText("Not for your account");
  await expect(page.getByRole("main").getByRole("button"), "a refusal stays one").toHaveCount(0);
  await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);
  await page.goto("/settings/server");
  await expect(page.getByText("There is no such section")).toBeVisible();
  expect((await page.request.get("/api/v1/settings")).status()).toBe(403);
  await context.close();
});

test("people make their own accounts from a link, whose uses are counted, until it is taken back @F-588", async ({ page, browser }) => {
  await page.goto("/admin");
  await page.getByRole("button", { name: "Invite by link" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite by link" });
  await dialog.getByLabel("How many people may use it").fill("41");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = await dialog.getByRole("textbox", { name: "Link", exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  const invitation = page.getByRole("listitem").filter({ hasText: "of 41 used" });
  await expect(invitation).toContainText("0 of 41 used");

  const join = async (name: string) => {
    const context = await browser.newContext();
    const theirs = await context.newPage();
    await theirs.goto(link);
    await theirs.getByLabel("Username").fill(name);
    await theirs.getByLabel("Password").fill(randomUUID());
    await theirs.getByRole("button", { name: "Create account" }).click();
    return theirs;
  };
  const name = `kim-${randomUUID().slice(0, 8)}`;
  const theirs = await join(name);
  await expect(theirs, "signed in with it").toHaveURL(/\/dm$/);
  await expect(theirs.getByRole("link", { name: "Skills" })).toBeVisible();
  await expect(theirs.getByRole("link", { name: "People" }), "as a member").toHaveCount(0);
  await theirs.context().close();
  const taken = await join(name);
  await expect(taken.getByLabel("Username"), "a name that is taken").toHaveAttribute("aria-invalid", "true");
  await taken.context().close();

  await page.reload();
  await expect(invitation).toContainText("1 of 41 used");
  await page.getByRole("searchbox", { name: "Search people" }).fill(name);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Member");
  await invitation.getByRole("button", { name: "Revoke" }).click();
  await expect(invitation).toHaveCount(0);
  const late = await join(`late-${name}`);
  await expect(late.getByLabel("Username"), "no account from a link that was taken back").toHaveAttribute("aria-invalid", "true");
  await expect(late).toHaveURL(/\/join\//);
  await late.context().close();
});
