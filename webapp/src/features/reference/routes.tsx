import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { Contribution } from "@/contribution";

export const reference: Contribution = {
  openPages: (root) => [
    createRoute({
      getParentRoute: () => root,
      path: "/docs",
      component: lazyRouteComponent(() => import("./ReferencePage"), "ReferencePage"),
    }),
    createRoute({
      getParentRoute: () => root,
      path: "/redoc",
      beforeLoad: () => {
        throw redirect({ to: "/docs", replace: true });
      },
    }),
  ],
};
