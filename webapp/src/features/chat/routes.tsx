import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Contribution } from "@/contribution";

const page = (name: "DirectChatPage" | "RoomChatPage" | "NewChatPage") =>
  lazyRouteComponent(() => import("./pages"), name);

/** A message to go to, and the words to mark in it; what else stands in the address is dropped. */
const validateSearch = (search: Record<string, unknown>): { message?: string; words?: string } => ({
  ...(typeof search["message"] === "string" ? { message: search["message"] } : {}),
  ...(typeof search["words"] === "string" ? { words: search["words"] } : {}),
});

export const chat: Contribution = {
  pages: (shell) => [
    createRoute({ getParentRoute: () => shell, path: "/dm", validateSearch, component: page("DirectChatPage") }),
    createRoute({ getParentRoute: () => shell, path: "/rooms/new", component: page("NewChatPage") }),
    createRoute({ getParentRoute: () => shell, path: "/rooms/$roomId", validateSearch, component: page("RoomChatPage") }),
  ],
};
