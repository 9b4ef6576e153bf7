import { Bell } from "lucide-react";
import { lazy } from "react";
import type { Contribution } from "@/contribution";
import { text } from "@/text/text";
import { NoticesKeeper } from "./NoticesKeeper";

export const notices: Contribution = {
  settings: [{ id: "notices", label: () => text.notices.title, icon: Bell, Section: lazy(() => import("./NoticesSection")) }],
  overlays: [NoticesKeeper],
};
