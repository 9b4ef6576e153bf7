import { runCommand, type CommandAction } from "@/api/commands";
import { wordsFor } from "@/components/states";
import { openSearch } from "@/keys/searchRequest";
import type { RoomLive } from "./roomLive";

/** Runs a command, shows what it said, and does what it asks this page to do. */
export async function command(live: RoomLive, roomId: string, line: string, newest: string | undefined): Promise<void> {
  const note = { key: `note:${crypto.randomUUID()}`, line, at: Date.now(), after: newest };
  try {
    const { text, action } = await runCommand(roomId, line);
    if (action) act(live, action, newest);
    if (text !== "" && action?.type !== "clear") live.note({ ...note, text, failed: false });
  } catch (problem) {
    live.note({ ...note, text: wordsFor(problem), failed: true });
  }
}

function act(live: RoomLive, { type, value }: CommandAction, newest: string | undefined): void {
  switch (type) {
    case "clear":
      live.clear(newest);
      break;
    case "search":
      openSearch(value);
      break;
    case "turn": {
      const [turnId = "", after = "0"] = value.split(":");
      void live.goOn(turnId, Number(after));
      break;
    }
    case "download":
      if (value.startsWith("/") && !value.startsWith("//")) window.location.assign(value);
      break;
  }
}
