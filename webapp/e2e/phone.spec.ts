import type { Locator, Page } from "@playwright/test";
import { expect, freshTest as test } from "./support/test";
import { askToDelete, composer, finished, lastAnswer, say, sayInNewRoom } from "./support/chat";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("the page turns dark with the system while it is open", async ({ page }) => {
  await page.goto("/dm");
  await expect(composer(page)).toBeVisible();
  const theme = page.locator("html");
  await expect(theme).toHaveAttribute("data-theme", "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(theme).toHaveAttribute("data-theme", "dark");
});

test("the sidebar is a drawer that closes when a place is chosen", async ({ page }) => {
  await page.goto("/dm");
  await expect(page.getByRole("link", { name: "Skills" })).toHaveCount(0);
  await page.getByRole("button", { name: "Show sidebar" }).tap();
  await page.getByRole("link", { name: "Skills" }).tap();
  await expect(page).toHaveURL(/\/skills$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("chatting and approving work with a thumb @F-592", async ({ page }) => {
  const question = await askToDelete(page, "thumb.txt", "text done with a thumb");
  for (const button of await question.getByRole("button", { name: /it|Don't/ }).all()) {
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  await question.getByRole("button", { name: /^Delete it/ }).tap();
  await expect(lastAnswer(page)).toContainText("done with a thumb");
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await say(page, "[[markdown]]");
  await expect(lastAnswer(page)).toContainText("A quotation");
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const size = await composer(page).evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize));
  expect(size, "smaller type makes a phone zoom").toBeGreaterThanOrEqual(16);
});

/** A finger that goes down in the middle of something and along a way, as the screen tells it; `meanwhile` looks before it is lifted. */
async function drag(page: Page, on: Locator, way: { x: number; y: number }, meanwhile = async () => {}): Promise<void> {
  const box = await on.boundingBox();
  if (!box) throw new Error("nothing to put a finger on");
  const { height = 0 } = page.viewportSize() ?? {};
  const from = { x: box.x + 90, y: Math.min(Math.max(box.y, 80) + Math.min(box.height, 400) / 2, height - 200) };
  const finger = await page.context().newCDPSession(page);
  const steps = 12;
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [from] });
  for (let step = 1; step <= steps; step++) {
    const at = { x: from.x + (way.x * step) / steps, y: from.y + (way.y * step) / steps };
    await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [at] });
  }
  await meanwhile();
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await finger.detach();
}

const banner = (page: Page) => page.getByText("Reply to Sparkbot", { exact: true });
const left = async (of: Locator) => (await of.boundingBox())?.x ?? Number.NaN;

test("swiping a message to the right replies to it; other ways of a finger do what they always did @F-592", async ({ page }) => {
  await sayInNewRoom(page, "[[tokens 300]]");
  await finished(page);
  const answer = lastAnswer(page);
  const place = await left(answer);

  await drag(page, answer, { x: 45, y: 2 });
  await expect(banner(page), "too short").toHaveCount(0);
  await expect.poll(() => left(answer)).toBe(place);

  const list = page.getByRole("log");
  const before = await list.evaluate((log) => log.scrollTop);
  await drag(page, answer, { x: 30, y: 150 });
  await expect.poll(() => list.evaluate((log) => log.scrollTop), { message: "a finger that goes down scrolls" }).toBeLessThan(before - 50);
  await expect(banner(page)).toHaveCount(0);
  await drag(page, answer, { x: -120, y: 0 });
  await expect(banner(page), "to the left").toHaveCount(0);

  await drag(page, answer, { x: 120, y: 4 }, async () => {
    await expect.poll(async () => (await left(answer)) - place, { message: "it goes with the finger" }).toBeGreaterThan(50);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
  await expect(banner(page)).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await expect.poll(() => left(answer)).toBe(place);
  await say(page, "[[text said in reply]]");
  await expect(lastAnswer(page)).toContainText("said in reply");
  await expect(page.getByRole("button", { name: /^In reply to Sparkbot: alpha beta/ })).toBeVisible();
});

test("with less motion wished for a swiped message stays in its place and is replied to all the same @F-592", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await sayInNewRoom(page, "[[text hold still]]");
  await finished(page);
  const place = await left(lastAnswer(page));
  await drag(page, lastAnswer(page), { x: 120, y: 0 }, async () => expect(await left(lastAnswer(page))).toBe(place));
  await expect(banner(page)).toBeVisible();
});

/**
 * What a finger of 44 pixels would miss: from its middle, the same thing must lie 21 pixels away on every side. Links within sentences are as tall as
 * their line, and the way past the sidebar is for keyboards.
 */
const missed = (within: Locator) =>
  within.evaluate((part) => {
    const all = [...part.querySelectorAll<HTMLElement>("button:enabled, a[href], input:enabled, select:enabled, textarea:enabled, summary, [role=option], [role=menuitem]")];
    return all.flatMap((target) => {
      if (target.matches("a[href='#page'], .answer p *, .answer li *, .answer td *") || !target.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
      target.scrollIntoView({ block: "center", inline: "center" });
      const box = target.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) return [];
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const sides = [
        [0, -21],
        [0, 21],
        [-21, 0],
        [21, 0],
      ] as const;
      const hits = sides.every(([x, y]) => {
        const found = document.elementFromPoint(middle.x + x, middle.y + y);
        return found !== null && (target.contains(found) || found.closest("label")?.control === target);
      });
      return hits ? [] : [`${(target.getAttribute("aria-label") ?? target.textContent ?? target.tagName).slice(0, 40)} ${Math.round(box.width)} × ${Math.round(box.height)}`];
    });
  });

test("everything that can be touched is big enough for a finger @F-592", async ({ page }) => {
  await askToDelete(page, "finger.txt");
  const room = new URL(page.url()).pathname;
  expect.soft(await missed(page.locator("body")), "a question").toEqual([]);
  await page.getByRole("button", { name: /^Don't/ }).tap();
  await finished(page);
  await say(page, "[[markdown]]");
  await finished(page);
  expect.soft(await missed(page.locator("body")), "a room").toEqual([]);
  await page.getByRole("button", { name: "Show sidebar" }).tap();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect.soft(await missed(page.getByRole("dialog")), "the drawer").toEqual([]);
  await page.keyboard.press("Escape");
  for (const path of ["/rooms/new", `${room}/settings`, `${room}/papers`, "/approvals", "/skills", "/admin", "/settings/appearance", "/settings/sessions", "/settings/keys", "/settings/notices"]) {
    await page.goto(path);
    await expect(page.getByRole("heading").first()).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    expect.soft(await missed(page.locator("body")), path).toEqual([]);
  }
});
