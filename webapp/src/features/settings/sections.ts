import { createContext } from "react";
import type { SettingsSection } from "@/contribution";

/** All sections that features contribute, in order; filled in by the app. */
export const SettingsSectionsContext = createContext<readonly SettingsSection[]>([]);
