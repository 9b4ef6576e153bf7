import { useSyncExternalStore } from "react";

/** A wish to search, from wherever it comes: a shortcut, the sidebar, a command. The search dialog answers it. */
export interface SearchRequest {
  words: string;
}

let wish: SearchRequest | undefined;
const listeners = new Set<() => void>();

function set(next: SearchRequest | undefined): void {
  wish = next;
  for (const listener of listeners) listener();
}

export const openSearch = (words = ""): void => set({ words });
export const closeSearch = (): void => set(undefined);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSearchRequest(): SearchRequest | undefined {
  return useSyncExternalStore(subscribe, () => wish);
}
