import { expect, type Locator, type Page, type Response } from "@playwright/test";
import { url } from "./server";

export interface Route {
  path: string;
  /** Where the page really is, when its address holds an id; undefined leaves it out on a server that has none. */
  locate?: (page: Page) => Promise<string>;
  /** Also for people who are not signed in. */
  open?: true;
  /** Requests of the page that the server refuses, as it should. */
  refused?: RegExp;
  /** What is there once the page has loaded. */
  shown: (page: Page) => Locator;
}

const heading = (name: string) => (page: Page) => page.getByRole("heading", { name, exact: true }).first();

async function directRoom(page: Page): Promise<string> {
  const made = await page.request.post("/api/v1/chat/users/bootstrap", { data: {}, headers: { Origin: new URL(url).origin } });
  return ((await made.json()) as { room_id: string }).room_id;
}

/** A paper with what a paper may hold. */
async function paper(page: Page): Promise<string> {
  const room = await directRoom(page);
  const wide = "# Decisions\n\n| one | two |\n|---|---|\n| `a-word-that-is-much-too-long-for-the-column-of-a-phone` | 2 |\n\n```ts\nconst sum = 1 + 2;\n```";
  const made = await page.request.post(`/api/v1/chat/rooms/${room}/artifacts`, { data: { type: "decisions", content_markdown: wide }, headers: { Origin: new URL(url).origin } });
  return `/rooms/${room}/papers/${((await made.json()) as { id: string }).id}`;
}

/** Goes to a page and waits until it is there. */
export async function visit(page: Page, route: Route, address = route.path): Promise<Response | null> {
  const response = await page.goto(address);
  await expect(route.shown(page)).toBeVisible();
  return response;
}

/** Every page of the face, for the checks that go over all of them. */
export const routes: readonly Route[] = [
  { path: "/dm", shown: (page) => page.getByRole("textbox", { name: "Message" }) },
  { path: "/rooms/new", shown: (page) => page.getByRole("textbox", { name: "Message" }) },
  { path: "/approvals", shown: heading("Approvals") },
  { path: "/skills", shown: heading("Skills") },
  { path: "/admin", shown: heading("People") },
  { path: "/rooms/$roomId/settings", locate: async (page) => `/rooms/${await directRoom(page)}/settings`, shown: heading("Room settings") },
  { path: "/rooms/$roomId/papers", locate: async (page) => `/rooms/${await directRoom(page)}/papers`, shown: heading("Papers") },
  { path: "/rooms/$roomId/papers/new", locate: async (page) => `/rooms/${await directRoom(page)}/papers/new`, shown: heading("New paper") },
  { path: "/rooms/$roomId/papers/$paperId", locate: paper, shown: (page) => page.getByRole("article", { name: "Decisions" }).getByRole("heading") },
  { path: "/join/not-a-token", open: true, refused: /\/invites\/preview/, shown: (page) => page.getByText("This invitation is not valid any more").or(page.getByRole("link", { name: "Sign in to accept" })) },
  { path: "/settings/keys", shown: heading("API keys") },
  { path: "/settings/data", shown: heading("Your data") },
  { path: "/settings/appearance", shown: heading("Appearance") },
  { path: "/settings/profile", shown: heading("Profile") },
  { path: "/settings/sessions", shown: heading("Sessions") },
  { path: "/settings/notices", shown: heading("Notices") },
  { path: "/settings/models", shown: heading("Connect a model") },
  { path: "/settings/server", shown: heading("Server") },
  { path: "/docs", open: true, shown: heading("API reference") },
  { path: "/login", open: true, shown: heading("Sign in to Sparkbot") },
  { path: "/no-such-page", open: true, shown: (page) => page.getByText("There is no such page") },
];
