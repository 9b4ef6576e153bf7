import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Contribution } from "@/contribution";

export const auth: Contribution = {
  openPages: (root) => [
    createRoute({
      getParentRoute: () => root,
      path: "/login",
      component: lazyRouteComponent(() => import("./SignInPage"), "SignInPage"),
    }),
  ],
};
