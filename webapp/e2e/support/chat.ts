import { expect, type Locator, type Page } from "@playwright/test";
import { passphrase } from "./server";

export async function signIn(page: Page): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("Passphrase").fill(passphrase);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/dm$/);
}

export const composer = (page: Page): Locator => page.getByRole("textbox", { name: "Message" });
export const answers = (page: Page): Locator => page.getByRole("article", { name: /^Sparkbot,/ });
export const lastAnswer = (page: Page): Locator => answers(page).last();
export const stopButton = (page: Page): Locator => page.getByRole("button", { name: "Stop the answer" });

export async function say(page: Page, words: string): Promise<void> {
  await composer(page).fill(words);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/** Says something on the page of a new chat; the room made for it is then shown. */
export async function sayInNewRoom(page: Page, words: string): Promise<void> {
  await page.goto("/rooms/new");
  await say(page, words);
  await expect(page).toHaveURL(/\/rooms\/[0-9a-f-]{36}$/);
}

/** Stores messages in the room that is open, one after the other, without asking the assistant. */
export async function store(page: Page, contents: string[]): Promise<void> {
  const room = page.url().split("/").at(-1);
  const stored = await page.evaluate(
    async ([address, all]) => {
      for (const content of all) {
        const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ content }) });
        if (!answer.ok) return answer.status;
      }
      return 200;
    },
    [`/api/v1/chat/messages/${room}`, contents] as const,
  );
  expect(stored).toBe(200);
}

export async function finished(page: Page): Promise<void> {
  await expect(stopButton(page)).toHaveCount(0);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** The words that the scripted model says for `tokens n`. */
export function words(count: number): string {
  const cycle = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"];
  return Array.from({ length: count }, (_, index) => cycle[index % cycle.length]).join(" ");
}

/** Writes a file into the room's workspace and asks for its deletion: the card is then shown. */
export async function askToDelete(page: Page, file: string, afterwards = "text {result}"): Promise<Locator> {
  await sayInNewRoom(page, `[[call filesystem {"action":"write","path":"${file}","content":"milk"} | text written]]`);
  await expect(lastAnswer(page)).toContainText("written");
  await finished(page);
  await say(page, `[[call filesystem {"action":"delete","path":"${file}"} | ${afterwards}]]`);
  return card(page, file);
}

export async function card(page: Page, file: string): Promise<Locator> {
  const question = page.getByRole("region", { name: new RegExp(`Sparkbot wants to .*${file}`) });
  await expect(question).toBeVisible();
  return question;
}
