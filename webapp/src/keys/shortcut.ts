import { useEffect, useEffectEvent } from "react";

/** `Mod` is Cmd on a Mac and Ctrl elsewhere; the key is compared without regard to case. */
export function matches(event: KeyboardEvent, combination: string): boolean {
  const wanted = combination.split("+");
  const key = wanted.pop() ?? "";
  return (
    wanted.includes("Mod") === (event.metaKey || event.ctrlKey) &&
    wanted.includes("Alt") === event.altKey &&
    (wanted.includes("Shift") === event.shiftKey || key === "/" || key === "?") &&
    event.key.toLowerCase() === key.toLowerCase()
  );
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Listens while the component is shown. Plain keys are left alone while somebody types or a dialog is open. */
export function useShortcut(combination: string, act: () => void, enabled = true): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || !matches(event, combination)) return;
    const plainKey = !combination.includes("Mod") && !combination.includes("Alt") && combination !== "Escape";
    if (plainKey && typing(event.target)) return;
    if (document.querySelector('[role="dialog"][data-state="open"],[role="menu"][data-state="open"]')) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, [enabled]);
}
