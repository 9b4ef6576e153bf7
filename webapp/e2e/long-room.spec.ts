import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";
import { finished, sayInNewRoom } from "./support/chat";

const COUNT = 2_000;

test("a room with 2,000 messages draws only what is seen, and scrolls through all of it", async ({ page }) => {
  test.setTimeout(240_000);
  await sayInNewRoom(page, "[[text start]]");
  await finished(page);
  await page.route("**/messages?limit=50", async (route) => {
    const response = await route.fetch();
    const { messages } = (await response.json()) as { messages: { id: string; content: string; created_at: string; sender_type: string }[] };
    const many = Array.from({ length: COUNT }, (_, n) => ({
      ...messages[n % 2],
      id: `0190a6f0-0000-7000-8000-${String(n).padStart(12, "0")}`,
      content: `message ${n}\n\n${"some words of it ".repeat((n % 7) * 6)}`,
      created_at: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
    }));
    await route.fulfill({ response, json: { messages: many, total: COUNT, has_more: false } });
  });
  await page.reload();
  await expect(page.getByText(`message ${COUNT - 1}`, { exact: true })).toBeInViewport();
  const frames = await scrollThrough(page);
  test.info().annotations.push({ type: "frames", description: JSON.stringify(frames) });
  console.log(
    `2,000 messages: ${frames.count} frames, median ${frames.median.toFixed(1)} ms, 95 % ${frames.p95.toFixed(1)} ms, ` +
      `longest ${frames.longest.toFixed(1)} ms, ${frames.long} over 100 ms, ${frames.blank} blank, at most ${frames.most} drawn`,
  );
  expect(frames.most).toBeLessThan(60);
  expect(frames.blank, "frames in which the list showed nothing").toBe(0);
  expect(frames.long / frames.count, "share of frames over 100 ms").toBeLessThan(0.5);
  await expect(page.getByText("message 0", { exact: true })).toBeInViewport();
});

/** From the end to the beginning, most of a page with every frame: faster than any hand. */
async function scrollThrough(page: Page) {
  return page.getByRole("log").evaluate(async (list) => {
    const gaps: number[] = [];
    let most = 0;
    let blank = 0;
    const bare = () => {
      const { top, bottom } = list.getBoundingClientRect();
      return ![...list.querySelectorAll("article")].some((message) => {
        const place = message.getBoundingClientRect();
        return place.bottom > top && place.top < bottom;
      });
    };
    await new Promise(requestAnimationFrame);
    let before = performance.now();
    const until = before + 180_000;
    // At the top, rows that turn out taller than they were thought to be push down what is read: then a hand scrolls on.
    const arrived = () => list.scrollTop === 0 && list.querySelector('[data-index="0"]') !== null;
    while (!arrived() && performance.now() < until) {
      list.scrollTop -= list.clientHeight * 0.8;
      const now = await new Promise<number>(requestAnimationFrame);
      gaps.push(now - before);
      before = now;
      most = Math.max(most, list.querySelectorAll("article").length);
      if (bare()) blank++;
    }
    gaps.sort((a, b) => a - b);
    const at = (share: number) => gaps[Math.floor(gaps.length * share)] ?? 0;
    return { count: gaps.length, median: at(0.5), p95: at(0.95), longest: gaps.at(-1) ?? 0, long: gaps.filter((gap) => gap > 100).length, blank, most };
  });
}
