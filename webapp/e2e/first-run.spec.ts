import { expect, test } from "@playwright/test";
import { lastAnswer, say, signIn } from "./support/chat";
import { firstRunUrl } from "./support/server";

test.use(firstRunUrl === undefined ? {} : { baseURL: firstRunUrl });

test.beforeEach(async ({ page }) => {
  await signIn(page);
  const config = await page.request.get("/api/v1/chat/models/config");
  const { default_selection } = (await config.json()) as { default_selection: { model: string } };
  test.skip(default_selection.model !== "", "this server has a model; SPARKBOT_E2E_FIRST_RUN_URL names one without");
});

test("a stranger without a key chooses the demo assistant, is told what it is, and gets an answer @F-001 @F-569", async ({ page }) => {
  await expect(page.getByRole("heading", { name: "Choose who answers" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveCount(0);

  const tried = page.waitForResponse((response) => response.url().endsWith("/chat/models/test"));
  await page.getByRole("radio", { name: /Another provider/ }).click();
  await page.getByRole("button", { name: "Other", exact: true }).click();
  await page.getByLabel("Base URL").fill("http://127.0.0.1:9/v1");
  await page.getByRole("button", { name: "Test the connection" }).click();
  expect((await (await tried).json()) as object).toMatchObject({ ok: false });
  await expect(page.getByRole("alert")).not.toBeEmpty();
  await expect(page.getByRole("button", { name: "Use this model" })).toHaveCount(0);

  await page.getByRole("radio", { name: /Demo assistant/ }).click();
  await expect(page.getByText("is not an AI")).toBeVisible();
  await page.getByRole("button", { name: "Use the demo assistant" }).click();
  await expect(page.getByRole("button", { name: /Demo assistant: choose/ })).toBeVisible();

  await say(page, "What time is it in Tokyo?");
  await expect(lastAnswer(page)).toContainText(/\d{1,2}:\d{2}/);
  await expect(lastAnswer(page).getByRole("button", { expanded: false }).first()).toBeVisible();
});
