import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { Archive, KeyRound, MonitorSmartphone, Palette, Settings, SlidersHorizontal, UserRound } from "lucide-react";
import { lazy } from "react";
import type { Contribution } from "@/contribution";
import { text } from "@/text/text";

export const settings: Contribution = {
  pages: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: "/settings",
      beforeLoad: () => {
        throw redirect({ to: "/settings/$section", params: { section: "appearance" }, replace: true });
      },
    }),
    createRoute({
      getParentRoute: () => shell,
      path: "/settings/$section",
      component: lazyRouteComponent(() => import("./SettingsPage"), "SettingsPage"),
    }),
  ],
  nav: [{ to: "/settings", label: () => text.settings.title, icon: Settings }],
  settings: [
    {
      id: "appearance",
      label: () => text.settings.appearance.title,
      icon: Palette,
      Section: lazy(() => import("./AppearanceSection")),
    },
    { id: "profile", label: () => text.settings.profile.title, icon: UserRound, Section: lazy(() => import("./ProfileSection")) },
    {
      id: "sessions",
      label: () => text.settings.sessions.title,
      icon: MonitorSmartphone,
      Section: lazy(() => import("./SessionsSection")),
    },
    { id: "keys", label: () => text.keys.title, icon: KeyRound, Section: lazy(() => import("./KeysSection")) },
    { id: "data", label: () => text.data.title, icon: Archive, Section: lazy(() => import("./DataSection")) },
    {
      id: "server",
      label: () => text.settings.server.title,
      icon: SlidersHorizontal,
      Section: lazy(() => import("./ServerSection")),
      adminOnly: true,
    },
  ],
};
