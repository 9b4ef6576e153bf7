import { expect, test } from "./support/test";
import { answers, composer, finished, lastAnswer, say, sayInNewRoom, stopButton } from "./support/chat";

test("what is typed stays in its room: over a change of rooms and in another tab", async ({ page, context }) => {
  await sayInNewRoom(page, "[[text here]]");
  await finished(page);
  const room = page.url();
  await composer(page).fill("kept for later");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(composer(page)).toHaveValue("");
  const second = await context.newPage();
  await second.goto(room);
  await expect(composer(second)).toHaveValue("kept for later");
  await composer(second).fill("");
});

test("what is sent while the room is still loading goes out as soon as it is there", async ({ page }) => {
  await sayInNewRoom(page, "[[text here]]");
  await finished(page);
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  await page.route("**/messages?*", async (route) => {
    await opened;
    await route.continue();
  });
  await page.reload();
  await composer(page).fill("early [[text bird]]");
  await page.keyboard.press("Enter");
  await expect(composer(page)).toHaveValue("early [[text bird]]");
  open();
  await expect(lastAnswer(page)).toContainText("bird");
  await expect(composer(page)).toHaveValue("");
});

test("a slash offers the commands by keyboard, and what they say is for this person alone @F-039", async ({ page }) => {
  await sayInNewRoom(page, "[[text here]]");
  await finished(page);
  await page.keyboard.type("/");
  const menu = page.getByRole("listbox", { name: "Commands" });
  await expect(menu.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await page.keyboard.type("he");
  await expect(menu.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  const note = page.getByRole("region", { name: "/help" });
  await expect(note).toContainText("Only you see this");
  await expect(note).toContainText("/stop");
  await expect(composer(page)).toHaveValue("");

  await page.keyboard.type("/halp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "/halp" })).toContainText("/help");

  await page.keyboard.type("/clear");
  await page.keyboard.press("Enter");
  await expect(answers(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Show them" }).click();
  await expect(answers(page)).toHaveCount(1);
  await page.reload();
  await expect(answers(page)).toHaveCount(1);
  await expect(note).toHaveCount(0);
});

test("a path is a message, not a command", async ({ page }) => {
  await sayInNewRoom(page, "[[text here]]");
  await finished(page);
  // A new chat has no commands yet; here they are offered.
  await page.keyboard.type("/");
  await expect(page.getByRole("listbox", { name: "Commands" })).toBeVisible();
  await say(page, "/etc/hosts is what? [[text a file]]");
  await expect(lastAnswer(page)).toContainText("a file");
});

test("the last code of the room is copied by a shortcut", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await sayInNewRoom(page, "[[markdown]]");
  await finished(page);
  await expect(async () => {
    await page.keyboard.press("Control+Shift+L");
    await expect(page.getByText("Code copied")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("record Point(int x, int y) {}");
});

test("words written meanwhile wait in line, can be taken back, and are said in their order @F-058", async ({ page }) => {
  await sayInNewRoom(page, "[[pace 60ms; tokens 2000]]");
  await expect(stopButton(page)).toBeVisible();
  for (const words of ["[[text first in line]]", "[[text not wanted]]"]) {
    await composer(page).fill(words);
    await page.keyboard.press("Enter");
    await expect(composer(page)).toHaveValue("");
  }
  const line = page.getByRole("list", { name: "Waiting to be said" });
  await expect(line.getByRole("listitem")).toHaveCount(2);
  await page.reload();
  await expect(line.getByRole("listitem")).toHaveCount(2);
  await line.getByRole("button", { name: /not wanted/ }).click();
  await expect(line.getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(lastAnswer(page)).toContainText("first in line");
  await expect(line).toHaveCount(0);
  await expect(page.getByText("[[text not wanted]]")).toHaveCount(0);
});

test("words can be added to a question that is being answered", async ({ page }) => {
  await sayInNewRoom(page, "[[pace 60ms; tokens 250]]");
  await expect(lastAnswer(page).locator(".answer")).toContainText("alpha");
  await composer(page).fill("[[text and now this]]");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article", { name: /^You,/ }).last()).toContainText("and now this");
  await expect(lastAnswer(page)).toContainText("and now this");
  await finished(page);
  await expect(answers(page), "it is one answer to both").toHaveCount(1);
});

test("an answer's tools and a failed answer are there after a reload, with their own time @F-021", async ({ page }) => {
  await sayInNewRoom(page, '[[call filesystem {"action":"write","path":"seen.txt","content":"x"} | text written]]');
  await expect(lastAnswer(page)).toContainText("written");
  await finished(page);
  await say(page, "[[status 500]]");
  await expect(lastAnswer(page).getByRole("alert")).not.toBeEmpty();
  await say(page, "[[status 401]]");
  await expect(answers(page)).toHaveCount(3);
  await expect(lastAnswer(page).getByRole("alert")).not.toBeEmpty();
  await finished(page);
  const times = await answers(page).locator("time").evaluateAll((all) => all.map((one) => one.getAttribute("datetime") ?? ""));
  const before = Date.now();
  await page.reload();
  await expect(answers(page).first().getByRole("button", { name: /seen\.txt/ })).toBeVisible();
  await expect(page.getByRole("note")).toHaveCount(2);
  const shown = await answers(page).locator("time").evaluateAll((all) => all.map((one) => one.getAttribute("datetime") ?? ""));
  for (const [index, at] of shown.entries()) {
    expect(Date.parse(at)).toBeLessThan(before);
    expect(Math.abs(Date.parse(at) - Date.parse(times[index] ?? ""))).toBeLessThan(30_000);
  }
});
