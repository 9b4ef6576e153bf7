import type { SendKey } from "@/api/preferences";

type Pressed = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "isComposing">;

/** What a key in the field means for a person who sends with this key; undefined leaves it to the field. On a touch keyboard Enter is a new line. */
export function meaningOf(pressed: Pressed, sendKey: SendKey, touch: boolean): "send" | "steer" | undefined {
  if (pressed.key !== "Enter" || pressed.isComposing) return undefined;
  const mod = pressed.ctrlKey || pressed.metaKey;
  if (sendKey === "mod_enter") return mod ? (pressed.shiftKey ? "steer" : "send") : undefined;
  if (mod) return "steer";
  return pressed.shiftKey || touch ? undefined : "send";
}
