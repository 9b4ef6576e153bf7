import type { Offered } from "@/api/offered";
import type { Message, RoomRole } from "@/api/types";

interface Who {
  myId: string | undefined;
  role: RoomRole | undefined;
  offered: Offered;
  /** Who asked what this message answers; undefined where that is not loaded. */
  asker?: string | undefined;
}

export interface Rights {
  reply: boolean;
  edit: boolean;
  rerun: boolean;
  regenerate: boolean;
  choose: boolean;
  remove: boolean;
}

/** What a person may do with a message here; the server asks the same again. */
export function rightsOf(message: Message, { myId, role, offered, asker }: Who): Rights {
  const writes = role !== undefined && role !== "VIEWER";
  const mine = message.sender_id === myId && message.sender_type === "HUMAN";
  const answer = message.sender_type === "BOT";
  const leads = role === "OWNER" || role === "MOD";
  return {
    reply: writes,
    edit: writes && mine && offered.has("editMessage"),
    rerun: writes && mine && offered.has("rerun"),
    regenerate: writes && answer && asker !== undefined && asker === myId && offered.has("regenerate"),
    choose: writes && offered.has("choose"),
    remove: writes && (mine || leads) && offered.has("deleteMessage"),
  };
}
