import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "./support/test";
import { answers, composer, finished, lastAnswer, sayInNewRoom, stopButton, words } from "./support/chat";

const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");

test("files are attached by button and by paste, uploaded with what is said about them, and pictures shown large @F-452", async ({ page }) => {
  await sayInNewRoom(page, "[[text ready]]");
  await expect(lastAnswer(page)).toContainText("ready");
  await finished(page);

  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles([{ name: "dot.png", mimeType: "image/png", buffer: PIXEL }]);
  const waiting = page.getByRole("list", { name: "Attached" }).getByRole("listitem");
  await expect(waiting).toContainText("dot.png");
  await waiting.getByRole("button", { name: "Do not attach dot.png" }).click();
  await expect(waiting).toHaveCount(0);

  await composer(page).evaluate((field, bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "pasted.png", { type: "image/png" }));
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [...PIXEL]);
  await expect(waiting).toContainText("pasted.png");
  await composer(page).fill("[[text a single dot]]");
  await page.keyboard.press("Enter");
  await expect(lastAnswer(page)).toContainText("a single dot");
  await expect(waiting).toHaveCount(0);

  await page.getByRole("button", { name: "Show pasted.png large" }).click();
  await expect(page.getByRole("dialog", { name: "pasted.png" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a file dropped anywhere on the page is attached and uploaded, documents too @F-452", async ({ page }) => {
  await sayInNewRoom(page, "[[text ready]]");
  await expect(lastAnswer(page)).toContainText("ready");
  await finished(page);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  expect(await (await chooser).element().getAttribute("accept"), "no kind of file is kept out").toBeNull();

  const drag = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["milk, bread"], "list.txt", { type: "text/plain" }));
    return data;
  });
  await page.getByRole("log").dispatchEvent("dragover", { dataTransfer: drag });
  await expect(page.getByText("Drop files to attach them")).toBeVisible();
  await page.getByRole("log").dispatchEvent("drop", { dataTransfer: drag });
  const waiting = page.getByRole("list", { name: "Attached" }).getByRole("listitem");
  await expect(waiting).toContainText("list.txt");
  await composer(page).fill("[[text both of them]]");
  await page.keyboard.press("Enter");
  await expect(lastAnswer(page)).toContainText("both of them");
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: /list\.txt/ }).click();
  expect(await readFile(await (await saved).path(), "utf8")).toBe("milk, bread");
});

test("a file sent while an answer is written goes out when that has ended @F-452", async ({ page }) => {
  await sayInNewRoom(page, "[[pace 60ms; tokens 250]]");
  await expect(stopButton(page)).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles([{ name: "meanwhile.png", mimeType: "image/png", buffer: PIXEL }]);
  await composer(page).fill("[[text seen meanwhile]]");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent when this answer has ended")).toBeVisible();
  await expect(composer(page)).toHaveValue("");
  await expect(lastAnswer(page)).toContainText("seen meanwhile");
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).first().locator(".answer")).toHaveText(words(250));
  await expect(page.getByRole("list", { name: "Attached" })).toHaveCount(0);
});

test("a file that is too big is refused in words, next to its name, and nothing is said in the room @F-445", async ({ page }) => {
  await sayInNewRoom(page, "[[text ready]]");
  await expect(lastAnswer(page)).toContainText("ready");
  await finished(page);
  const big = test.info().outputPath("big.bin");
  await writeFile(big, Buffer.alloc(11_000_000));
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles(big);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "big.bin" })).toContainText("10 MB");
  await expect(page.getByRole("article", { name: /^You,/ })).toHaveCount(1);
});
