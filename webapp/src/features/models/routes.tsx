import { Cpu } from "lucide-react";
import { lazy } from "react";
import type { Contribution } from "@/contribution";
import { text } from "@/text/text";

export const models: Contribution = {
  settings: [
    {
      id: "models",
      label: () => text.models.title,
      icon: Cpu,
      Section: lazy(() => import("./ModelsSection")),
    },
  ],
};
