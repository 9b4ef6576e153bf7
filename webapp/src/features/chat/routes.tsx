import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Contribution } from "@/contribution";

const page = (name: "DirectChatPage" | "RoomChatPage" | "NewChatPage") =>
  lazyRouteComponent(() => import("./pages"), name);

export const chat: Contribution = {
  pages: (shell) => [
    createRoute({ getParentRoute: () => shell, path: "/dm", component: page("DirectChatPage") }),
    createRoute({ getParentRoute: () => shell, path: "/rooms/new", component: page("NewChatPage") }),
    createRoute({ getParentRoute: () => shell, path: "/rooms/$roomId", component: page("RoomChatPage") }),
  ],
};
