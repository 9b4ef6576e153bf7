import { expect, test } from "./support/test";
import { finished, lastAnswer, sayInNewRoom } from "./support/chat";

const fence = "```";

test("formulas and diagrams are drawn, a broken diagram stays readable, and the page complains about nothing", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (line) => line.type() === "error" && !/status of 4\d\d/.test(line.text()) && complaints.push(line.text()));
  await sayInNewRoom(page, "[[text to be drawn]]");
  await finished(page);
  // What an answer holds is decided by the model; here the page is given it word by word.
  await page.route("**/messages?limit=50", async (route) => {
    const response = await route.fetch();
    const list = (await response.json()) as { messages: { sender_type: string; content: string }[] };
    const content = `\\(e^{i\\pi}+1=0\\) costs $5 or $6\n\n\\[\\frac{a}{b}\\]\n\n${fence}mermaid\nflowchart LR\n  A[Ask] --> B{Allowed?}\n  B -->|yes| C[Run]\n${fence}\n\n${fence}mermaid\nno diagram at all\n${fence}`;
    for (const message of list.messages) if (message.sender_type === "BOT") message.content = content;
    await route.fulfill({ response, json: list });
  });
  await page.reload();
  const answer = lastAnswer(page);
  await expect(answer.locator("math")).toHaveCount(2);
  await expect(answer).toContainText("costs $5 or $6");
  const diagram = answer.getByRole("img", { name: "Diagram: flowchart" });
  await expect(diagram).toBeVisible({ timeout: 60_000 });
  expect(await diagram.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(50);
  await expect(answer.getByText("no diagram at all")).toBeVisible();
  await answer.getByRole("button", { name: "Show the source" }).click();
  await expect(answer.getByText("A[Ask] --> B{Allowed?}")).toBeVisible();
  expect(complaints).toEqual([]);
});
