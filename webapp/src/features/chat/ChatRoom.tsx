import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, use, useCallback, useEffect, useMemo, useRef } from "react";
import { flatten, historyQuery } from "@/api/messages";
import { modelsConfigQuery } from "@/api/models";
import { membershipQuery, roomQuery } from "@/api/rooms";
import { meQuery } from "@/api/session";
import { useNotices } from "@/components/notices";
import { useTitle } from "@/components/page";
import { wordsFor } from "@/components/states";
import { useShortcut } from "@/keys/shortcut";
import { text } from "@/text/text";
import { ChatFailure } from "./ChatFailure";
import { ChatHeader } from "./ChatHeader";
import { Composer } from "./Composer";
import { ConnectionNote } from "./ConnectionNote";
import { firstWords } from "./firstWords";
import { HistorySkeleton } from "./HistorySkeleton";
import { timeline } from "./live/timeline";
import { textOf, type Turn } from "./live/turn";
import { useRoomLive } from "./live/useRoomLive";
import { preloadMarkdown } from "./markdown/LazyMarkdown";
import { MessageList, type MessageListHandle } from "./MessageList";
import { RoomContext } from "./RoomContext";
import { ChatSlotsContext } from "./slots";
import { Welcome } from "./Welcome";

export function ChatRoom({ roomId, direct }: { roomId: string; direct: boolean }) {
  const { FirstRun } = use(ChatSlotsContext);
  const { tell, announce } = useNotices();
  const cache = useQueryClient();
  const room = useQuery(roomQuery(roomId));
  const history = useInfiniteQuery(historyQuery(roomId));
  const member = useQuery(membershipQuery(roomId));
  const config = useQuery(modelsConfigQuery);
  const me = useQuery(meQuery).data;
  const list = useRef<MessageListHandle>(null);
  useTitle(room.data?.name ?? "");

  const onEnd = useCallback(
    (turn: Turn) => announce(turn.error ? turn.error.text : text.chat.answered(textOf(turn))),
    [announce],
  );
  const { live, state } = useRoomLive(roomId, onEnd);
  const messages = useMemo(() => flatten(history.data), [history.data]);
  const entries = useMemo(
    () => timeline(messages, state.turns, state.drafts),
    [messages, state.turns, state.drafts],
  );
  const running = state.turns.some((turn) => turn.state === "running") || state.drafts.some((draft) => draft.state === "sending" && !draft.messageId);

  const send = useCallback(
    (content: string) => {
      live.send(content).catch((problem: unknown) => tell(wordsFor(problem), "danger"));
      list.current?.toEnd();
    },
    [live, tell],
  );
  const stop = useCallback(
    () => void live.stop().catch((problem: unknown) => tell(wordsFor(problem), "danger")),
    [live, tell],
  );
  useShortcut("Escape", stop, running);

  useEffect(preloadMarkdown, []);
  useEffect(() => {
    const content = firstWords.take(roomId);
    if (content !== undefined) send(content);
  }, [roomId, send]);

  useEffect(() => {
    if (state.refused === 4001) void cache.invalidateQueries({ queryKey: meQuery.queryKey });
    else if (state.refused !== undefined) void cache.invalidateQueries({ queryKey: roomQuery(roomId).queryKey });
  }, [state.refused, cache, roomId]);

  const context = useMemo(() => ({ roomId, live, myId: me?.id, send }), [roomId, live, me?.id, send]);

  if (room.isError) return <ChatFailure problem={room.error} retry={() => void room.refetch()} />;
  if (history.isError && !history.data) return <ChatFailure problem={history.error} retry={() => void history.refetch()} />;
  const empty = history.isSuccess && entries.length === 0;
  const undecided = empty && config.isPending;
  const needsModel = config.data?.default_selection.model === "";
  const readOnly = member.data?.role === "VIEWER";

  return (
    <RoomContext value={context}>
      <ChatHeader room={room.data} direct={direct} role={member.data?.role} />
      {(history.isPending || undecided) && <HistorySkeleton />}
      {empty && !undecided && (
        <div className="thin-scroll flex min-h-0 flex-1 flex-col overflow-y-auto">
          {needsModel ? <FirstRun /> : <Welcome onPick={send} />}
        </div>
      )}
      {history.isSuccess && !empty && (
        <Suspense fallback={<HistorySkeleton />}>
          <MessageList
            ref={list}
            entries={entries}
            hasOlder={history.hasNextPage}
            loadingOlder={history.isFetchingNextPage}
            loadOlder={() => void history.fetchNextPage()}
          />
        </Suspense>
      )}
      <ConnectionNote state={state.socket} />
      {readOnly && <p className="border-t border-line px-4 py-4 text-center text-small text-muted">{text.chat.readOnly}</p>}
      {!readOnly && !(empty && needsModel) && (
        <Composer roomId={roomId} busy={history.isPending || undecided} running={running} onSend={send} onStop={stop} />
      )}
    </RoomContext>
  );
}
