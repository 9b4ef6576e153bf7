import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";
import { answers, composer, finished, sayInNewRoom, store } from "./support/chat";

/** Scrolls on by less than a page at a time until nothing more comes. Answers the numbers of the hay that was in sight, as it came up. */
async function readOn(page: Page): Promise<number[]> {
  return page.getByRole("log").evaluate(async (list) => {
    const seen = new Set<number>();
    const look = () => {
      const { top, bottom } = list.getBoundingClientRect();
      for (const message of list.querySelectorAll("article")) {
        const place = message.getBoundingClientRect();
        const number = /hay (\d+)/.exec(message.textContent ?? "")?.[1];
        if (number !== undefined && Number(number) > 20 && place.bottom > top && place.top < bottom) seen.add(Number(number));
      }
    };
    const until = performance.now() + 120_000;
    while (!seen.has(129) && performance.now() < until) {
      look();
      list.scrollTop += list.clientHeight / 3;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      look();
    }
    return [...seen];
  });
}

test("a room is found by its name and opened, by keyboard alone", async ({ page }) => {
  const name = `[[text quokka ${Date.now()}]]`;
  await sayInNewRoom(page, name);
  await finished(page);
  const room = page.url();
  await page.goto("/dm");
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search rooms and messages" });
  await expect(field).toBeFocused();
  await page.keyboard.type("QUOKKA");
  await expect(page.getByRole("option").first()).toContainText("quokka");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(room);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("zebra crossing of nobody");
  await expect(page.getByText("Nothing found for")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("words far back in a long room are found, shown among their neighbours and marked @F-013", async ({ page }) => {
  await sayInNewRoom(page, "[[text start]]");
  await finished(page);
  const needle = `needle${Date.now()}`;
  await store(page, Array.from({ length: 130 }, (_, n) => (n === 20 ? `here lies the ${needle}` : `hay ${n}`)));
  await expect(page.getByText("hay 129", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search rooms and messages" })).toBeFocused();
  await page.keyboard.type(needle);
  await expect(page.getByRole("option", { name: needle }).locator("mark")).toHaveText(needle);
  await page.keyboard.press("Enter");
  const hit = page.getByRole("article").filter({ hasText: needle });
  await expect(hit).toBeInViewport();
  await expect(hit).toBeFocused();
  await expect(page.getByText("hay 21", { exact: true })).toBeVisible();
  await expect(page.getByText("You are reading earlier messages")).toBeVisible();
  const seen = await readOn(page);
  expect(seen, "scrolling on passes every message, in its order").toEqual(Array.from({ length: 109 }, (_, n) => 21 + n));
  await page.getByRole("button", { name: "Jump to latest" }).first().click();
  await expect(page.getByText("hay 129", { exact: true })).toBeInViewport();
  await expect(page.getByText("You are reading earlier messages")).toHaveCount(0);
  await expect(answers(page).or(page.getByText("hay 128", { exact: true })).first()).toBeVisible();
});

test("a search asked for by command opens filled in and with its hits @F-043", async ({ page }) => {
  const needle = `wombat${Date.now()}`;
  await sayInNewRoom(page, `[[text the ${needle} sleeps]]`);
  await finished(page);
  await composer(page).fill(`/search ${needle}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search rooms and messages" })).toHaveValue(needle);
  await expect(page.getByRole("option", { name: `the ${needle} sleeps` }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(composer(page)).toHaveValue("");

  await composer(page).fill("/search");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "/search", exact: true })).toContainText("/search WORDS");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
