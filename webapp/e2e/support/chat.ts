import { expect, type Locator, type Page } from "@playwright/test";
import { call } from "./people";
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

/** Stores messages in the room that is open, one after the other, without asking the assistant; the page is away meanwhile and then opens the room again. */
export async function store(page: Page, contents: string[]): Promise<void> {
  const room = page.url();
  await page.goto("about:blank");
  for (const content of contents) await call(page.request, `/chat/messages/${room.split("/").at(-1)}`, { content });
  await page.goto(room);
}

/** What was said last has been answered: between sending and the beginning of the answer nothing on the page is busy. */
export async function finished(page: Page): Promise<void> {
  await expect(page.getByRole("log").getByRole("article").last()).toHaveAccessibleName(/^Sparkbot,/);
  await nothingBusy(page);
}

export async function nothingBusy(page: Page): Promise<void> {
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
