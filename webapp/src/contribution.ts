import type { AnyRoute } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";

/** A line in the sidebar's lower part. */
export interface NavEntry {
  to: string;
  label: () => string;
  icon: LucideIcon;
  /** Shown at the end of the line, e.g. a count. */
  Badge?: ComponentType;
  adminOnly?: boolean;
}

/** A section of the settings page. */
export interface SettingsSection {
  id: string;
  label: () => string;
  icon: LucideIcon;
  Section: ComponentType;
  adminOnly?: boolean;
}

/** A page that people may land on after signing in. The server names the paths it keeps for them. */
export interface Landing {
  path: string;
  label: () => string;
}

/** What a feature folder adds to the face. `src/app/features.ts` lists them; nothing else needs to change for a new one. */
export interface Contribution {
  /** Pages inside the shell, for people who are signed in. */
  pages?: (shell: AnyRoute) => AnyRoute[];
  /** Pages without the shell, for everybody. */
  openPages?: (root: AnyRoute) => AnyRoute[];
  nav?: NavEntry[];
  landings?: Landing[];
  settings?: SettingsSection[];
  /** Always there inside the shell, over any page; shows itself when it is wanted. */
  overlays?: ComponentType[];
}
