import { lazy, type ComponentProps } from "react";
import type { Markdown } from "./Markdown";

const load = () => import("./Markdown");
const Loaded = lazy(() => load().then(({ Markdown: component }) => ({ default: component })));

/** Asked for as soon as a room opens, next to its history; the room shows its skeleton until both are there. */
export function preloadMarkdown(): void {
  load().catch(() => undefined);
}

export function LazyMarkdown(props: ComponentProps<typeof Markdown>) {
  return <Loaded {...props} />;
}
