import type { Page } from "@playwright/test";
import { finished, sayInNewRoom } from "./support/chat";
import { expect, test } from "./support/test";

async function openPapers(page: Page): Promise<void> {
  await page.getByRole("button", { name: /: settings and more$/ }).click();
  await page.getByRole("menuitem", { name: "Papers" }).click();
  await expect(page.getByRole("heading", { name: "Papers", level: 1 })).toBeVisible();
}

test("a paper is written, found by its kind, read and deleted, by keyboard alone @F-032", async ({ page }) => {
  await sayInNewRoom(page, "[[text ready]]");
  await finished(page);
  await openPapers(page);
  await expect(page.getByText("No papers yet")).toBeVisible();

  await page.getByRole("link", { name: "New paper" }).press("Enter");
  await expect(page.getByRole("textbox", { name: "Text" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Keep it" })).toBeDisabled();
  await page.keyboard.type("# Garden party\n\n- book the **garden**\n\n<img src=x onerror=alert(1)>");
  await page.getByLabel("Kind").selectOption("Agenda");
  await page.getByRole("button", { name: "Keep it" }).press("Enter");
  const paper = page.getByRole("article", { name: "Agenda" });
  await expect(paper.getByRole("heading", { name: "Garden party" })).toBeVisible();
  await expect(paper.locator("strong")).toHaveText("garden");
  const address = page.url();

  await page.getByRole("link", { name: "All papers" }).press("Enter");
  await page.getByRole("link", { name: "Notes", exact: true }).press("Enter");
  await expect(page.getByText("No papers of this kind")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: "Notes", exact: true })).toHaveAttribute("aria-current", "page");
  await page.getByRole("link", { name: "Agenda", exact: true }).press("Enter");
  await page.getByRole("list", { name: "Papers" }).getByRole("link", { name: /^Garden party Agenda · .* by e2e-/ }).press("Enter");
  await expect(page).toHaveURL(address);

  await page.getByRole("button", { name: "Delete" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).press("Enter");
  await expect(page.getByText("No papers yet")).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("Not found");
});

test("notes are written of what was said, with the decisions beside them @F-032", async ({ page }) => {
  await sayInNewRoom(page, "[[text # Notes\n\nAda and Ben met.\n\n## Decisions\n\n- The party is in July]]");
  await finished(page);
  const room = page.url();
  await openPapers(page);
  await page.getByRole("button", { name: "Write notes" }).click();
  await expect(page.getByRole("article", { name: "Notes" })).toContainText("Ada and Ben met.");
  const notes = page.url();
  await page.getByRole("link", { name: "All papers" }).click();
  await page.getByRole("link", { name: /^The party is in July Decisions/ }).click();
  await expect(page.getByRole("article", { name: "Decisions" }).getByRole("listitem")).toHaveText("The party is in July");
  await page.getByRole("link", { name: "Taken out of these notes" }).click();
  await expect(page).toHaveURL(notes);
  await page.getByRole("link", { name: "All papers" }).click();
  await page.getByRole("link", { name: "Back to the room" }).click();
  await expect(page).toHaveURL(room);
});

test("a transcript in the place of notes is called one, and a refused paper says why @F-032", async ({ page }) => {
  await sayInNewRoom(page, "[[status 400 saying no]]");
  await expect(page.getByRole("article").last()).toBeVisible();
  await openPapers(page);
  await page.getByRole("button", { name: "Write notes" }).click();
  await expect(page.getByText("No model answered, so this is what was said, word for word.")).toBeVisible();

  await page.getByRole("link", { name: "All papers" }).click();
  await page.getByRole("link", { name: "New paper" }).click();
  await page.route("**/artifacts", (route) =>
    route.fulfill({ status: 409, contentType: "application/json", body: JSON.stringify({ detail: "The room has 5000 papers.", code: "conflict" }) }),
  );
  await page.getByRole("textbox", { name: "Text" }).fill("# One more");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByText("The room has 5000 papers.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Text" }), "nothing typed is lost").toHaveValue("# One more");
});
