import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Puzzle } from "lucide-react";
import type { Contribution } from "@/contribution";
import { text } from "@/text/text";

export const skills: Contribution = {
  pages: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: "/skills",
      validateSearch: (search: Record<string, unknown>): { q?: string } =>
        typeof search["q"] === "string" && search["q"] !== "" ? { q: search["q"] } : {},
      component: lazyRouteComponent(() => import("./SkillsPage"), "SkillsPage"),
    }),
  ],
  nav: [{ to: "/skills", label: () => text.skills.title, icon: Puzzle }],
};
