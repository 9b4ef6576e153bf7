import { useSyncExternalStore } from "react";
import type { SendKey } from "@/api/preferences";
import { Kept } from "./kept";

const kept = new Kept("sparkbot_send_key", "enter");
const listeners = new Set<() => void>();

const read = (): SendKey => (kept.read() === "mod_enter" ? "mod_enter" : "enter");

export function keepSendKey(key: SendKey): void {
  if (kept.write(key)) for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The key that sends a message. */
export const useSendKey = (): SendKey => useSyncExternalStore(subscribe, read);
