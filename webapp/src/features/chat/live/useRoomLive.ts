import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { inboxQuery } from "@/api/approvals";
import { dropMessage, flatten, historyQuery, keepMessage, readMessage, rewindTo } from "@/api/messages";
import { queueQuery } from "@/api/queue";
import { roomsQuery } from "@/api/rooms";
import type { LiveState } from "./liveState";
import { RoomLive } from "./roomLive";
import type { Turn } from "./turn";

/** The live side of a room for as long as the page shows it. */
export function useRoomLive(roomId: string, onEnd: (turn: Turn) => void): { live: RoomLive; state: LiveState } {
  const cache = useQueryClient();
  const live = useMemo(() => {
    const history = historyQuery(roomId);
    return new RoomLive(roomId, {
      stored: (message) => {
        keepMessage(cache, message);
        void cache.invalidateQueries({ queryKey: roomsQuery.queryKey });
      },
      dropped: (messageId) => dropMessage(cache, roomId, messageId),
      rewound: (messageId) => rewindTo(cache, roomId, messageId),
      wanted: async (messageId) => {
        const known = flatten(cache.getQueryData(history.queryKey)).some((message) => message.id === messageId);
        if (!known) await readMessage(roomId, messageId).then((message) => keepMessage(cache, message), () => undefined);
      },
      ended: (turn) => {
        onEnd(turn);
        void cache.invalidateQueries({ queryKey: roomsQuery.queryKey });
      },
      stale: async () => {
        await cache.invalidateQueries({ queryKey: history.queryKey });
        return flatten(cache.getQueryData(history.queryKey));
      },
      approvalsChanged: () => void cache.invalidateQueries({ queryKey: inboxQuery.queryKey }),
      queueChanged: () => void cache.invalidateQueries({ queryKey: queueQuery(roomId).queryKey }),
    });
  }, [roomId, cache, onEnd]);

  useEffect(() => {
    live.open();
    return () => live.close();
  }, [live]);

  return { live, state: useSyncExternalStore(live.subscribe, live.snapshot) };
}
