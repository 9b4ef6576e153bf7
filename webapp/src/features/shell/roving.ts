import { useEffect, useState, type RefObject } from "react";

/** Where the focus goes from here: up and down between rows, aside to the menu of a row and back. Undefined leaves the key alone. */
export function nextFocus(list: HTMLElement, here: Element | null, key: string): HTMLElement | undefined {
  const rows = [...list.querySelectorAll<HTMLElement>("[data-row]")];
  const item = here?.closest("li");
  const row = item?.querySelector<HTMLElement>("[data-row]");
  const at = row ? rows.indexOf(row) : -1;
  if (at < 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return rows[Math.min(at + 1, rows.length - 1)];
    case "ArrowUp":
      return rows[Math.max(at - 1, 0)];
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    case "ArrowRight":
      return item?.querySelector<HTMLElement>("[data-row-menu]") ?? undefined;
    case "ArrowLeft":
      return row ?? undefined;
    default:
      return undefined;
  }
}

/** Makes a list one stop of the Tab key, from which the arrow keys go on. Answers the room that has the focus. */
export function useRoving(list: RefObject<HTMLElement | null>): string | undefined {
  const [focused, setFocused] = useState<string>();
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = nextFocus(element, document.activeElement, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    const onFocus = (event: FocusEvent) => setFocused((event.target as Element).closest<HTMLElement>("[data-room]")?.dataset["room"]);
    const onBlur = () => setFocused(undefined);
    element.addEventListener("keydown", onKey);
    element.addEventListener("focusin", onFocus);
    element.addEventListener("focusout", onBlur);
    return () => {
      element.removeEventListener("keydown", onKey);
      element.removeEventListener("focusin", onFocus);
      element.removeEventListener("focusout", onBlur);
    };
  }, [list]);
  return focused;
}
