import type { Locator, Page } from "@playwright/test";

interface Route {
  path: string;
  /** What is there once the page has loaded. */
  shown: (page: Page) => Locator;
}

const heading = (name: string) => (page: Page) => page.getByRole("heading", { name, exact: true }).first();

/** Every page of the face, for the checks that go over all of them. */
export const routes: readonly Route[] = [
  { path: "/dm", shown: (page) => page.getByRole("textbox", { name: "Message" }) },
  { path: "/rooms/new", shown: (page) => page.getByRole("textbox", { name: "Message" }) },
  { path: "/approvals", shown: heading("Approvals") },
  { path: "/skills", shown: heading("Skills") },
  { path: "/settings/appearance", shown: heading("Appearance") },
  { path: "/settings/profile", shown: heading("Profile") },
  { path: "/settings/sessions", shown: heading("Sessions") },
  { path: "/settings/models", shown: heading("Connect a model") },
  { path: "/settings/server", shown: heading("Server") },
  { path: "/no-such-page", shown: (page) => page.getByText("There is no such page") },
];
