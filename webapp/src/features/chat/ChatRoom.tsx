import { useQuery, useQueryClient } from "@tanstack/react-query";
import { use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { modelsConfigQuery } from "@/api/models";
import { useOffered } from "@/api/offered";
import { membershipQuery, roomQuery } from "@/api/rooms";
import { meQuery } from "@/api/session";
import type { Message } from "@/api/types";
import { useNotices } from "@/components/notices";
import { useTitle } from "@/components/page";
import { wordsFor } from "@/components/states";
import { useShortcut } from "@/keys/shortcut";
import { text } from "@/text/text";
import { ChatFailure } from "./ChatFailure";
import { ChatHeader } from "./ChatHeader";
import { Composer } from "./composer/Composer";
import { QueueList } from "./composer/QueueList";
import { TypingNote } from "./composer/TypingNote";
import { ConnectionNote } from "./ConnectionNote";
import { AttachmentList } from "./files/AttachmentList";
import { DropZone } from "./files/DropZone";
import { useFiles } from "./files/useFiles";
import { firstWords } from "./firstWords";
import { isAnswering } from "./live/answering";
import { timeline } from "./live/timeline";
import { isLive, textOf, type Turn } from "./live/turn";
import { useRoomLive } from "./live/useRoomLive";
import { preloadMarkdown } from "./markdown/LazyMarkdown";
import type { MessageListHandle } from "./MessageList";
import { ReplyNote } from "./ReplyNote";
import { RoomBody } from "./RoomBody";
import { RoomContext } from "./RoomContext";
import { ChatSlotsContext } from "./slots";
import { askerIn } from "./asker";
import { useComposing } from "./useComposing";
import { useHistory } from "./useHistory";
import { useJump } from "./useJump";
import { useReadMark } from "./useReadMark";
import { useIntroduced } from "./welcome/useIntroduced";

export function ChatRoom({ roomId, direct }: { roomId: string; direct: boolean }) {
  const { ModelNeeded } = use(ChatSlotsContext);
  const { tell, announce } = useNotices();
  const cache = useQueryClient();
  const room = useQuery(roomQuery(roomId));
  const member = useQuery(membershipQuery(roomId));
  const config = useQuery(modelsConfigQuery);
  const me = useQuery(meQuery).data;
  const offered = useOffered();
  const history = useHistory(roomId);
  const list = useRef<MessageListHandle>(null);
  const [reply, setReply] = useState<Message>();
  const [editing, edit] = useState<string>();
  useTitle(room.data?.name ?? "");
  useReadMark(room.data, history.newest.data?.pages[0]?.messages.at(-1)?.id);

  const onEnd = useCallback(
    (turn: Turn) => announce(turn.error ? turn.error.text : turn.silent ? text.chat.noReply : text.chat.answered(textOf(turn))),
    [announce],
  );
  const { live, state } = useRoomLive(roomId, onEnd);
  const { messages, past, toLatest, newest } = history;
  const entries = useMemo(
    () =>
      past === undefined
        ? timeline(messages, state.turns, state.drafts, state.notes, state.clearedAt)
        : timeline(messages, state.turns.filter((turn) => !isLive(turn)), []),
    [messages, past, state.turns, state.drafts, state.notes, state.clearedAt],
  );
  const running = isAnswering(state);

  const introduced = useIntroduced();
  const send = useCallback(
    (content: string, replyToId?: string) => {
      introduced();
      live.send(content, replyToId).catch((problem: unknown) => tell(wordsFor(problem), "danger"));
      toLatest();
      list.current?.toEnd();
    },
    [live, tell, toLatest, introduced],
  );
  const stop = useCallback(
    () => void live.stop().catch((problem: unknown) => tell(wordsFor(problem), "danger")),
    [live, tell],
  );
  useShortcut("Escape", stop, running);
  const files = useFiles(roomId, live, running, send);
  const onFiles = offered.has("upload") ? files.add : undefined;
  const composing = useComposing({ roomId, live, offered, messages, turns: state.turns });

  useEffect(preloadMarkdown, []);
  useEffect(() => {
    const content = firstWords.take(roomId);
    if (content !== undefined) send(content);
  }, [roomId, send]);

  useEffect(() => {
    if (state.refused === 4001) void cache.invalidateQueries({ queryKey: meQuery.queryKey });
    else if (state.refused !== undefined) void cache.invalidateQueries({ queryKey: roomQuery(roomId).queryKey });
  }, [state.refused, cache, roomId]);

  const find = useCallback((id: string) => messages.find((message) => message.id === id), [messages]);
  const askerOf = useCallback((id: string) => askerIn(messages, id), [messages]);
  const jumpTo = useJump(list, history, offered);
  const replyTo = useCallback((message: Message) => {
    setReply(message);
    document.getElementById("composer")?.focus();
  }, []);
  const role = member.data?.role;
  const context = useMemo(
    () => ({ roomId, live, myId: me?.id, role, offered, send, find, askerOf, jumpTo, replyTo, editing, edit }),
    [roomId, live, me?.id, role, offered, send, find, askerOf, jumpTo, replyTo, editing],
  );
  const editLast = useCallback(() => {
    const last = offered.has("editMessage") ? messages.findLast((message) => message.sender_id === me?.id) : undefined;
    if (!last) return;
    list.current?.toMessage(last.id);
    edit(last.id);
  }, [messages, me?.id, offered]);

  if (room.isError) return <ChatFailure problem={room.error} retry={() => void room.refetch()} />;
  if (newest.isError && !newest.data) return <ChatFailure problem={newest.error} retry={() => void newest.refetch()} />;
  const empty = newest.isSuccess && entries.length === 0;
  const undecided = empty && config.isPending;
  const needsModel = config.data?.default_selection.model === "";
  const readOnly = role === "VIEWER";

  return (
    <RoomContext value={context}>
      <ChatHeader room={room.data} direct={direct} role={role} online={state.company.online} myId={me?.id} />
      <RoomBody ref={list} history={history} entries={entries} needsModel={config.isPending ? undefined : needsModel} onPick={send} />
      <ConnectionNote state={state.socket} />
      {!empty && needsModel && <ModelNeeded />}
      {onFiles && !readOnly && <DropZone onFiles={onFiles} />}
      {readOnly && <p className="border-t border-line px-4 py-4 text-center text-small text-muted">{text.chat.readOnly}</p>}
      {!readOnly && !(empty && needsModel) && (
        <Composer
          roomId={roomId}
          busy={newest.isPending || undecided}
          running={running}
          above={
            <>
              <TypingNote names={state.company.typing} />
              <QueueList roomId={roomId} />
              <AttachmentList files={files.files} promised={files.promised} onDrop={files.drop} onAgain={files.again} />
              {reply && <ReplyNote message={reply} myId={me?.id} onCancel={() => setReply(undefined)} />}
            </>
          }
          {...composing}
          onFiles={onFiles}
          attached={files.attached}
          onSend={(content) => {
            if (files.attached) files.send(content);
            else send(content, reply?.id);
            setReply(undefined);
          }}
          onStop={stop}
          onEditLast={editLast}
        />
      )}
    </RoomContext>
  );
}
