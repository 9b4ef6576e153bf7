import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Contribution } from "@/contribution";

export const members: Contribution = {
  pages: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: "/rooms/$roomId/settings",
      component: lazyRouteComponent(() => import("./RoomSettingsPage"), "RoomSettingsPage"),
    }),
  ],
  openPages: (root) => [
    createRoute({
      getParentRoute: () => root,
      path: "/join/$token",
      validateSearch: (search: Record<string, unknown>): { account?: true } => (search["account"] ? { account: true } : {}),
      component: lazyRouteComponent(() => import("@/features/join/JoinPage"), "JoinPage"),
    }),
  ],
};
