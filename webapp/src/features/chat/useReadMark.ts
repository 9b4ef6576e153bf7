import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { changeMine } from "@/api/mine";
import type { Room } from "@/api/types";

/** Tells the server how far the person has read: up to the newest message, as long as somebody looks at the page. */
export function useReadMark(room: Room | undefined, newestId: string | undefined): void {
  const cache = useQueryClient();
  const looked = useSyncExternalStore(onVisibility, () => document.visibilityState === "visible");
  const told = useRef("");
  const roomId = room?.id;
  const known = room?.mine?.read_up_to ?? "";
  useEffect(() => {
    // Ids grow with time.
    if (!looked || !roomId || !newestId || newestId <= known || newestId <= told.current) return;
    told.current = newestId;
    changeMine(cache, roomId, { read_up_to: newestId }).catch(() => {
      // Nobody waits for it: the next message, or the next look at the room, tells it again.
      told.current = "";
    });
  }, [cache, looked, roomId, newestId, known]);
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
