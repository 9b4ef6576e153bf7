import { expect, test } from "@playwright/test";
import { url } from "./support/server";

test("the reference shows every route of the server and sends a request @F-591 @W-42", async ({ page, request }) => {
  const document = (await (await request.get(`${url}/api/v1/openapi.json`)).json()) as { paths: Record<string, object> };
  const count = Object.values(document.paths).reduce((sum, methods) => sum + Object.keys(methods).length, 0);
  await page.goto("/docs");
  await expect(page.getByRole("heading", { name: "API reference" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { expanded: false })).toHaveCount(count);

  await page.getByLabel("Find a route").fill("health-check");
  await expect(page.getByRole("main").getByRole("button", { expanded: false })).toHaveCount(1);
  await page.getByRole("main").getByRole("button", { expanded: false }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Send GET" }).click();
  await expect(page.getByRole("region", { name: "Answer 200" })).toHaveText("true");
});

test("strangers may read it, and its address of old leads there", async ({ browser, baseURL }) => {
  const stranger = await browser.newContext({ ...(baseURL ? { baseURL } : {}), storageState: { cookies: [], origins: [] } });
  const page = await stranger.newPage();
  await page.goto("/redoc");
  await expect(page).toHaveURL(/\/docs$/);
  await expect(page.getByRole("heading", { name: "API reference" })).toBeVisible();
  await stranger.close();
});
