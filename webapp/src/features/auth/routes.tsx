import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Contribution } from "@/contribution";
import { safePath } from "./safePath";

export const auth: Contribution = {
  openPages: (root) => [
    createRoute({
      getParentRoute: () => root,
      path: "/login",
      validateSearch: (search: Record<string, unknown>): { next?: string } => {
        const next = safePath(search["next"]);
        return next === undefined ? {} : { next };
      },
      component: lazyRouteComponent(() => import("./SignInPage"), "SignInPage"),
    }),
  ],
};
