import { expect, test } from "@playwright/test";
import { finished, sayInNewRoom } from "./support/chat";

const COUNT = 2_000;

test("a room with 2,000 messages draws only what is seen, and scrolls through all of it", async ({ page }) => {
  test.setTimeout(90_000);
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
  const frames = await page.getByRole("log").evaluate(async (list) => {
    const gaps: number[] = [];
    let most = 0;
    let before = performance.now();
    for (let step = 0; step < 120; step++) {
      list.scrollTop = (list.scrollHeight - list.clientHeight) * (1 - step / 119);
      await new Promise(requestAnimationFrame);
      gaps.push(performance.now() - before);
      before = performance.now();
      most = Math.max(most, list.querySelectorAll("article").length);
    }
    gaps.sort((a, b) => a - b);
    return { most, median: gaps[60] ?? 0, p95: gaps[114] ?? 0 };
  });
  test.info().annotations.push({ type: "frames", description: JSON.stringify(frames) });
  console.log(`2,000 messages: median frame ${frames.median.toFixed(1)} ms, 95 % ${frames.p95.toFixed(1)} ms, at most ${frames.most} drawn`);
  expect(frames.most).toBeLessThan(60);
  await expect(page.getByText("message 0", { exact: true })).toBeInViewport();
});
