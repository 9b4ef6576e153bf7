import { expect, type Locator, type Page } from "@playwright/test";
import { url } from "./server";

interface Route {
  path: string;
  /** Where the page really is, when its address holds an id; undefined leaves it out on a server that has none. */
  locate?: (page: Page) => Promise<string>;
  /** What is there once the page has loaded. */
  shown: (page: Page) => Locator;
}

const heading = (name: string) => (page: Page) => page.getByRole("heading", { name, exact: true }).first();

async function directRoom(page: Page): Promise<string> {
  const origin = new URL(page.url() === "about:blank" ? url : page.url()).origin;
  const made = await page.request.post("/api/v1/chat/users/bootstrap", { data: {}, headers: { Origin: origin } });
  return ((await made.json()) as { room_id: string }).room_id;
}

/** Goes to a page and waits until it is there. */
export async function visit(page: Page, route: Route): Promise<void> {
  await page.goto(route.locate ? await route.locate(page) : route.path);
  await expect(route.shown(page)).toBeVisible();
}

/** Every page of the face, for the checks that go over all of them. */
export const routes: readonly Route[] = [
  { path: "/dm", shown: (page) => page.getByRole("textbox", { name: "Message" }) },
  { path: "/rooms/new", shown: (page) => page.getByRole("textbox", { name: "Message" }) },
  { path: "/approvals", shown: heading("Approvals") },
  { path: "/skills", shown: heading("Skills") },
  { path: "/admin", shown: heading("People") },
  { path: "/rooms/$roomId/settings", locate: async (page) => `/rooms/${await directRoom(page)}/settings`, shown: heading("Room settings") },
  { path: "/join/not-a-token", shown: (page) => page.getByText("This invitation is not valid any more").or(page.getByRole("alert")).first() },
  { path: "/settings/keys", shown: heading("API keys") },
  { path: "/settings/data", shown: heading("Your data") },
  { path: "/settings/appearance", shown: heading("Appearance") },
  { path: "/settings/profile", shown: heading("Profile") },
  { path: "/settings/sessions", shown: heading("Sessions") },
  { path: "/settings/notices", shown: heading("Notices") },
  { path: "/settings/models", shown: heading("Connect a model") },
  { path: "/settings/server", shown: heading("Server") },
  { path: "/docs", shown: heading("API reference") },
  { path: "/no-such-page", shown: (page) => page.getByText("There is no such page") },
];
