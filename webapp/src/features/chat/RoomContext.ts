import { createContext, use } from "react";
import type { Offered } from "@/api/offered";
import type { Message, RoomRole } from "@/api/types";
import type { RoomLive } from "./live/roomLive";

interface RoomHere {
  roomId: string;
  live: RoomLive;
  myId: string | undefined;
  role: RoomRole | undefined;
  /** What the server can do beyond the basics. */
  offered: Offered;
  send: (content: string, replyToId?: string) => void;
  /** A message that is loaded; undefined for one that is not. */
  find: (messageId: string) => Message | undefined;
  /** Who asked what this message answers. */
  askerOf: (messageId: string) => string | undefined;
  jumpTo: (messageId: string) => void;
  replyTo: (message: Message) => void;
  /** The message whose words are being changed. */
  editing: string | undefined;
  edit: (messageId: string | undefined) => void;
}

export const RoomContext = createContext<RoomHere | undefined>(undefined);

export function useRoomHere(): RoomHere {
  const here = use(RoomContext);
  if (!here) throw new Error("useRoomHere outside of a ChatRoom");
  return here;
}
