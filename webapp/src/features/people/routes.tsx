import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Users } from "lucide-react";
import type { Contribution } from "@/contribution";
import { text } from "@/text/text";

export const people: Contribution = {
  pages: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: "/admin",
      validateSearch: (search: Record<string, unknown>): { q?: string } =>
        typeof search["q"] === "string" && search["q"] !== "" ? { q: search["q"] } : {},
      component: lazyRouteComponent(() => import("./PeoplePage"), "PeoplePage"),
    }),
  ],
  nav: [{ to: "/admin", label: () => text.people.title, icon: Users, adminOnly: true }],
};
