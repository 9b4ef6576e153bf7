import { useState } from "react";

const PREFIX = "sparkbot_draft:";

/** What is typed in a room stays there until it is sent: over a reload, a change of rooms and a closed tab. */
export function useDraft(roomId: string): [value: string, keep: (value: string) => void] {
  const key = PREFIX + roomId;
  const [value, setValue] = useState(() => localStorage.getItem(key) ?? "");
  const keep = (next: string) => {
    if (next === "") localStorage.removeItem(key);
    else localStorage.setItem(key, next);
    setValue(next);
  };
  return [value, keep];
}
