import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Hand } from "lucide-react";
import type { Contribution } from "@/contribution";
import { text } from "@/text/text";
import { ApprovalsBadge } from "./ApprovalsBadge";

export const approvals: Contribution = {
  pages: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: "/approvals",
      component: lazyRouteComponent(() => import("./ApprovalsPage"), "ApprovalsPage"),
    }),
  ],
  landings: [{ path: "/approvals", label: () => text.approvals.title }],
  nav: [{ to: "/approvals", label: () => text.approvals.title, icon: Hand, Badge: ApprovalsBadge }],
};
