import type { CDPSession, Page } from "@playwright/test";
import { sayInNewRoom, finished } from "./support/chat";
import { expect, freshTest as test } from "./support/test";

test.use({ serviceWorkers: "allow", permissions: ["notifications"] });

/** The service worker as a push service sees it. */
async function pushService(page: Page, session: CDPSession): Promise<(words: object) => Promise<void>> {
  const registered = new Promise<string>((resolve) =>
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId)),
  );
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  const { origin } = new URL(page.url());
  return async (words) => {
    await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: JSON.stringify(words) });
  };
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const worker = await navigator.serviceWorker.getRegistration();
    return (await worker?.getNotifications())?.map(({ title, body, data }) => ({ title, body, path: (data as { path: string }).path }));
  });

test("a notice says what waits and where, in the person's language, unless a page is looked at", async ({ page, context }) => {
  await sayInNewRoom(page, "[[text ready]]");
  await finished(page);
  const room = new URL(page.url()).pathname;
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const push = await pushService(page, await context.newCDPSession(page));
  await push({ kind: "answer", room_id: room.split("/").at(-1) });
  expect(await shown(page), "somebody looks at the page").toEqual([]);

  // No page is looked at: this one shows something else, and what carries the debugger is no page of ours.
  const origin = new URL(page.url()).origin;
  const elsewhere = await context.newPage();
  const session = await context.newCDPSession(elsewhere);
  await elsewhere.goto(`${origin}/favicon.svg`);
  const later = await pushService(elsewhere, session);
  await page.goto("about:blank");
  await elsewhere.goto("about:blank");
  await later({ kind: "answer", room_id: room.split("/").at(-1), language: "de" }).catch(() => undefined);
  await page.goto(room);
  await expect.poll(() => shown(page)).toEqual([{ title: "Sparkbot", body: "Eine lange Antwort ist fertig", path: room }]);
});

test("a device asks for notices, is listed, and has none any more when it says so", async ({ page }) => {
  await page.addInitScript(() => {
    // A push service of this browser's maker is not to be had in a test.
    let subscribed = sessionStorage.getItem("pushed") === "yes";
    const made = {
      toJSON: () => ({
        endpoint: `https://push.example/${location.port}/${sessionStorage.getItem("pushed")}`,
        keys: {
          p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
          auth: "BTBZMqHH6r4Tts7J_aSIgg",
        },
      }),
      unsubscribe: async () => {
        sessionStorage.removeItem("pushed");
        subscribed = false;
        return true;
      },
    };
    PushManager.prototype.getSubscription = async () => (subscribed ? (made as unknown as PushSubscription) : null);
    PushManager.prototype.subscribe = async (options) => {
      if ((options?.applicationServerKey as Uint8Array).length !== 65) throw new Error("no key");
      sessionStorage.setItem("pushed", "yes");
      subscribed = true;
      return made as unknown as PushSubscription;
    };
    Notification.requestPermission = async () => "granted";
  });
  await page.goto("/settings/notices");
  await page.getByRole("button", { name: "Have notices on this device" }).click();
  await expect(page.getByText("This device has notices")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "No notice yet" })).toHaveCount(1);
  await page.reload();
  await expect(page.getByText("This device has notices")).toBeVisible();
  await page.getByRole("button", { name: "No more notices here" }).click();
  await expect(page.getByRole("button", { name: "Have notices on this device" })).toBeVisible();
  await expect(page.getByText("Devices with notices")).toHaveCount(0);
});

test("one switch says whether the devices of a person are told, and the server keeps it", async ({ page }) => {
  await page.goto("/settings/notices");
  const tell = page.getByRole("switch", { name: "Tell my devices" });
  const kept = async () => ((await (await page.request.get("/api/v1/users/me/preferences")).json()) as { notify: boolean }).notify;
  await expect(tell).toBeChecked();
  await page.getByText("Tell my devices").click();
  await expect(tell).not.toBeChecked();
  await expect.poll(kept).toBe(false);
  await page.reload();
  await expect(tell).not.toBeChecked();
  await tell.press("Space");
  await expect(tell).toBeChecked();
  await expect.poll(kept).toBe(true);
});
