import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { PAPER_KINDS, type PaperKind } from "@/api/papers";
import type { Contribution } from "@/contribution";
import { text } from "@/text/text";

const page = (name: "DirectChatPage" | "RoomChatPage" | "NewChatPage") =>
  lazyRouteComponent(() => import("./pages"), name);

/** A message to go to, and the words to mark in it; what else stands in the address is dropped. */
const validateSearch = (search: Record<string, unknown>): { message?: string; words?: string } => ({
  ...(typeof search["message"] === "string" ? { message: search["message"] } : {}),
  ...(typeof search["words"] === "string" ? { words: search["words"] } : {}),
});

const ofKind = (search: Record<string, unknown>): { type?: PaperKind } => {
  const type = PAPER_KINDS.find((kind) => kind === search["type"]);
  return type ? { type } : {};
};

export const chat: Contribution = {
  landings: [
    { path: "/dm", label: () => text.settings.appearance.landings.chat },
    { path: "/rooms/new", label: () => text.shell.newChat },
  ],
  pages: (shell) => [
    createRoute({ getParentRoute: () => shell, path: "/dm", validateSearch, component: page("DirectChatPage") }),
    createRoute({ getParentRoute: () => shell, path: "/rooms/new", component: page("NewChatPage") }),
    createRoute({ getParentRoute: () => shell, path: "/rooms/$roomId", validateSearch, component: page("RoomChatPage") }),
    createRoute({
      getParentRoute: () => shell,
      path: "/rooms/$roomId/papers",
      validateSearch: ofKind,
      component: lazyRouteComponent(() => import("./papers/PapersPage"), "PapersPage"),
    }),
    createRoute({
      getParentRoute: () => shell,
      path: "/rooms/$roomId/papers/new",
      validateSearch: ofKind,
      component: lazyRouteComponent(() => import("./papers/NewPaperPage"), "NewPaperPage"),
    }),
    createRoute({
      getParentRoute: () => shell,
      path: "/rooms/$roomId/papers/$paperId",
      component: lazyRouteComponent(() => import("./papers/PaperPage"), "PaperPage"),
    }),
  ],
};
