import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { theme: { text: ["body", "small", "tiny", "title"], radius: ["card", "input", "chip"], shadow: ["float"] } },
});

/** Joins class names; a later utility wins over an earlier one of the same kind. */
export function cn(...names: ClassValue[]): string {
  return merge(clsx(names));
}
