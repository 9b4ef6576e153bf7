import { createContext } from "react";
import type { Landing } from "@/contribution";

/** All pages that people may land on, in order; filled in by the app. */
export const LandingsContext = createContext<readonly Landing[]>([]);

/** The first of the pages where nobody said otherwise, and where what was said is not there. */
export function landingOf(wanted: string | undefined, landings: readonly Landing[]): string {
  return landings.find(({ path }) => path === wanted)?.path ?? landings[0]?.path ?? "/dm";
}
