import type { Locator } from "@playwright/test";
import { expect, test } from "./support/test";
import { answers, composer, finished, lastAnswer, nothingBusy, say, sayInNewRoom, stopButton, store, words } from "./support/chat";
import { Line } from "./support/line";
import { url } from "./support/server";

test("an answer streams word by word and stands whole at the end, also after a reload @F-005", async ({ page }) => {
  await sayInNewRoom(page, "[[pace 80ms; tokens 200]]");
  const body = lastAnswer(page).locator(".answer");
  await expect(body).toContainText("alpha beta");
  const early = (await body.innerText()).trim();
  expect(words(200).startsWith(early), `what is written so far, to the letter: ${early}`).toBe(true);
  await expect.poll(async () => (await body.innerText()).length).toBeGreaterThan(early.length);
  await expect(stopButton(page)).toBeVisible();
  await finished(page);
  await expect(body).toHaveText(words(200));
  await page.reload();
  await expect(body).toHaveText(words(200));
  await expect(answers(page)).toHaveCount(1);
});

test("Markdown is drawn while it streams, code is coloured and can be copied @F-018 @F-019 @F-020", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await sayInNewRoom(page, "[[pace 30ms; markdown; pace 40ms; tokens 250]]");
  const answer = lastAnswer(page);
  await expect(answer.getByRole("heading", { name: "A heading" })).toBeVisible();
  await expect(answer.getByRole("cell", { name: "Tokyo" })).toBeVisible();
  await expect(stopButton(page)).toBeVisible();
  await expect(answer.locator("pre code span span").first()).toBeVisible();
  await answer.getByRole("button", { name: "Copy the code" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("record Point(int x, int y) {}");
  await expect(answer.getByRole("link", { name: "link" })).toHaveAttribute("rel", /noopener/);
  await finished(page);
});

test("reloading in mid-answer goes on from there, and nothing is said twice @F-007", async ({ page }) => {
  await sayInNewRoom(page, "[[pace 60ms; tokens 250]]");
  const body = lastAnswer(page).locator(".answer");
  await expect(body).toContainText(words(12));
  const before = (await body.innerText()).trim();
  await page.reload();
  await expect(body).toContainText(before.slice(0, before.lastIndexOf(" ")));
  await expect(stopButton(page)).toBeVisible();
  await finished(page);
  await expect(body).toHaveText(words(250));
  await expect(answers(page)).toHaveCount(1);
});

test("a second tab sees the question and the same answer while it is written", async ({ page, context }) => {
  await sayInNewRoom(page, "[[text ready]]");
  await finished(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(lastAnswer(second)).toContainText("ready");
  await say(page, "[[pace 50ms; tokens 250]]");
  await expect(second.getByText("[[pace 50ms; tokens 250]]").last()).toBeVisible();
  await expect(stopButton(second)).toBeVisible();
  await expect(lastAnswer(second).locator(".answer")).toContainText(words(10));
  await finished(second);
  await expect(lastAnswer(second).locator(".answer")).toHaveText(words(250));
  await expect(answers(second)).toHaveCount(2);
});

test("a broken network is waited out and the answer completed", async ({ browser, account, request }) => {
  const line = await Line.open();
  const context = await browser.newContext({ baseURL: line.url, storageState: account.session, serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    await sayInNewRoom(page, "[[pace 60ms; tokens 250]]");
    const body = lastAnswer(page).locator(".answer");
    await expect(body).toContainText(words(10));
    line.cut();
    // The server goes on; it is asked by another way.
    const running = `${url}/api/v1/chat/rooms/${page.url().split("/").pop()}/turns?state=running`;
    const cookies = { Cookie: account.session.cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
    await expect.poll(async () => (await (await request.get(running, { headers: cookies })).json()).count, { timeout: 60_000 }).toBe(0);
    expect(words(250).startsWith((await body.innerText()).trim()), "what had come is still there").toBe(true);
    expect((await body.innerText()).trim().length, "the rest did not get through").toBeLessThan(words(250).length);
    line.mend();
    await expect(body).toHaveText(words(250), { timeout: 60_000 });
    await finished(page);
    await expect(answers(page)).toHaveCount(1);
  } finally {
    await context.close();
    line.close();
  }
});

for (const way of ["button", "Escape"] as const) {
  test(`the ${way} stops an answer and keeps what was said @F-008 @F-594`, async ({ page }) => {
    await sayInNewRoom(page, "[[pace 60ms; tokens 2000]]");
    const body = lastAnswer(page).locator(".answer");
    await expect(body).toContainText(words(6));
    await (way === "button" ? stopButton(page).click() : page.keyboard.press("Escape"));
    await finished(page);
    await expect(lastAnswer(page)).toContainText("Stopped");
    await page.reload();
    await expect(body).toContainText(words(6));
    await expect(answers(page)).toHaveCount(1);
  });
}

test("what is typed is shown at once and cannot be lost by a reload", async ({ page }) => {
  await page.goto("/rooms/new");
  await composer(page).fill("half a thought");
  await page.reload();
  await expect(composer(page)).toHaveValue("half a thought");
});

test("a failed model is told in words and the room goes on", async ({ page }) => {
  await sayInNewRoom(page, "[[status 500]]");
  await expect(lastAnswer(page).getByRole("alert")).not.toBeEmpty();
  await say(page, "[[text better now]]");
  await expect(lastAnswer(page)).toContainText("better now");
});

test("a message that needs no reply is marked as read, also after a reload, and nothing goes on waiting @F-056", async ({ page }) => {
  await sayInNewRoom(page, "[[text <no-reply/>]]");
  const mark = page.getByRole("log").getByText("Read by Sparkbot, no reply needed", { exact: true });
  await expect(mark).toBeVisible();
  await expect(page.locator("[data-live-region]")).toContainText("Read by Sparkbot, no reply needed");
  await nothingBusy(page);
  await expect(answers(page)).toHaveCount(0);
  await say(page, "[[text but this one does]]");
  await expect(lastAnswer(page)).toContainText("but this one does");
  await page.reload();
  await expect(lastAnswer(page)).toContainText("but this one does");
  await expect(mark).toHaveCount(1);
  await expect(answers(page)).toHaveCount(1);
  const above = async (one: Locator, other: Locator) => ((await one.boundingBox())?.y ?? 0) < ((await other.boundingBox())?.y ?? 0);
  expect(await above(mark, page.getByRole("article", { name: /^You,/ }).last()), "it stands with its own question").toBe(true);
});

test("what was done before a silent end is shown, also after a reload @F-056", async ({ page }) => {
  await sayInNewRoom(page, '[[call filesystem {"action":"write","path":"quiet.txt","content":"x"} | text <no-reply/>]]');
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(lastAnswer(page).getByRole("button", { name: /quiet\.txt/ })).toBeVisible();
    await expect(lastAnswer(page)).toContainText("Read by Sparkbot, no reply needed");
    await expect(answers(page)).toHaveCount(1);
  }
});

test("a long room opens at its end, loads older pages above and offers the way back @F-012", async ({ page }) => {
  await sayInNewRoom(page, "[[text start]]");
  await finished(page);
  await store(page, Array.from({ length: 70 }, (_, n) => `note ${n}`));
  await expect(page.getByText("note 69", { exact: true })).toBeVisible();
  const list = page.getByRole("log");
  await list.hover();
  await expect(async () => {
    await page.mouse.wheel(0, -20_000);
    await expect(page.getByRole("article").filter({ hasText: "[[text start]]" })).toBeInViewport({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(page.getByText("note 69", { exact: true })).toBeInViewport();

  await page.setViewportSize({ width: 1280, height: 8_000 });
  await page.reload();
  await expect(page.getByRole("article").filter({ hasText: "[[text start]]" }), "where nothing can be scrolled, older pages come by themselves").toBeInViewport({
    timeout: 60_000,
  });
});

test("a room that does not exist says so", async ({ page }) => {
  await page.goto("/rooms/00000000-0000-7000-8000-000000000000");
  await expect(page.getByRole("alert")).toContainText("Not found");
});
