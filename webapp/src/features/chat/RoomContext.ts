import { createContext, use } from "react";
import type { RoomLive } from "./live/roomLive";

interface RoomHere {
  roomId: string;
  live: RoomLive;
  myId: string | undefined;
  send: (content: string) => void;
}

export const RoomContext = createContext<RoomHere | undefined>(undefined);

export function useRoomHere(): RoomHere {
  const here = use(RoomContext);
  if (!here) throw new Error("useRoomHere outside of a ChatRoom");
  return here;
}
