import { useSyncExternalStore } from "react";

/** Pinned rooms are a matter of this browser. */
const KEY = "sparkbot_pins";
const listeners = new Set<() => void>();
let cached: { raw: string; pins: readonly string[] } = { raw: "[]", pins: [] };

function read(): readonly string[] {
  const raw = localStorage.getItem(KEY) ?? "[]";
  if (raw !== cached.raw) cached = { raw, pins: parse(raw) };
  return cached.pins;
}

function parse(raw: string): string[] {
  try {
    const pins: unknown = JSON.parse(raw);
    return Array.isArray(pins) ? pins.filter((pin) => typeof pin === "string") : [];
  } catch {
    return [];
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export function togglePin(roomId: string): void {
  const pins = read();
  const next = pins.includes(roomId) ? pins.filter((pin) => pin !== roomId) : [...pins, roomId];
  localStorage.setItem(KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}

export function usePins(): readonly string[] {
  return useSyncExternalStore(subscribe, read);
}
