import { expect, freshTest as test } from "./support/test";

test.use({ serviceWorkers: "allow" });

test("the app can be installed, keeps its page and nothing of the API", async ({ page, context }) => {
  await page.goto("/dm");
  const manifest = await page.request.get("/manifest.webmanifest");
  expect(manifest.headers()["content-type"]).toContain("manifest+json");
  const { icons } = (await manifest.json()) as { icons: { src: string }[] };
  for (const { src } of icons) expect((await page.request.get(src)).ok(), src).toBe(true);

  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Message" })).toBeVisible();
  await expect.poll(() => page.evaluate(async () => (await (await caches.open("sparkbot-assets")).keys()).length)).toBeGreaterThan(5);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept.filter((path) => path.startsWith("/api"))).toEqual([]);

  await context.setOffline(true);
  await page.goto("/dm");
  await expect(page.getByRole("alert")).toContainText("Sparkbot does not answer");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("textbox", { name: "Message" })).toBeVisible();
});
