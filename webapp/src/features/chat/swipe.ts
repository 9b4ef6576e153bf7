/** So far a finger may wander before it is clear what it means. */
const SLOP_PX = 10;
/** A swipe as long as this counts when the finger is lifted. */
export const ENOUGH_PX = 64;
/** Where the message stops following the finger. */
const FARTHEST_PX = 88;
/** Closer to the edge than this a swipe is the browser's own: back to the page before. */
export const EDGE_PX = 24;

export interface Point {
  x: number;
  y: number;
}

/** What the way of a finger means: not clear yet, a swipe to the right, or something else, which it then stays. */
export type Meaning = "open" | "swipe" | "other";

export function meaningOf(from: Point, to: Point): Meaning {
  const right = to.x - from.x;
  const across = Math.abs(to.y - from.y);
  if (Math.abs(right) <= SLOP_PX && across <= SLOP_PX) return "open";
  return right > across * 1.5 ? "swipe" : "other";
}

/** How far the message moves for a finger that has gone so far: with it at first, then more and more slowly. */
export function follow(way: number): number {
  const past = Math.max(0, way - ENOUGH_PX);
  return Math.min(FARTHEST_PX, Math.max(0, Math.min(way, ENOUGH_PX) + past / 4));
}
