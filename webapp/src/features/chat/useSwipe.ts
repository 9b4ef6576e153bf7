import { useRef, type PointerEvent } from "react";
import { EDGE_PX, ENOUGH_PX, follow, meaningOf, type Point } from "./swipe";

interface Finger extends Point {
  id: number;
  swiping: boolean;
}

const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Swiping an element to the right with a finger. It wants `touch-action: pan-y pinch-zoom`, so that scrolling and zooming stay the browser's, which then
 * takes the finger away from here. What is shown meanwhile stands in `data-swipe` ("begun", "enough") and in the place of the element.
 */
export function useSwipe(onSwipe: (() => void) | undefined) {
  const finger = useRef<Finger>(undefined);
  if (!onSwipe) return {};

  const letGo = (element: HTMLElement) => {
    finger.current = undefined;
    delete element.dataset["swipe"];
    element.style.removeProperty("translate");
  };
  return {
    onPointerDown: ({ pointerType, isPrimary, pointerId, clientX, clientY }: PointerEvent<HTMLElement>) => {
      if (pointerType !== "touch" || clientX < EDGE_PX) return;
      // A second finger means something else.
      finger.current = isPrimary ? { id: pointerId, x: clientX, y: clientY, swiping: false } : undefined;
    },
    onPointerMove: ({ pointerId, clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) => {
      const from = finger.current;
      if (from?.id !== pointerId) return;
      if (!from.swiping) {
        const meaning = meaningOf(from, { x: clientX, y: clientY });
        if (meaning === "other") letGo(currentTarget);
        if (meaning !== "swipe") return;
        from.swiping = true;
      }
      const way = clientX - from.x;
      currentTarget.dataset["swipe"] = way >= ENOUGH_PX ? "enough" : "begun";
      if (!still()) currentTarget.style.setProperty("translate", `${follow(way)}px`);
    },
    onPointerUp: ({ pointerId, clientX, currentTarget }: PointerEvent<HTMLElement>) => {
      const from = finger.current;
      if (from?.id !== pointerId) return;
      letGo(currentTarget);
      if (from.swiping && clientX - from.x >= ENOUGH_PX) onSwipe();
    },
    onPointerCancel: ({ currentTarget }: PointerEvent<HTMLElement>) => letGo(currentTarget),
  };
}
