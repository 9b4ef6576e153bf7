import { Suspense, use, useImperativeHandle, useRef, type Ref } from "react";
import { text } from "@/text/text";
import { HistorySkeleton } from "./HistorySkeleton";
import type { Entry } from "./live/timeline";
import { MessageList, type MessageListHandle } from "./MessageList";
import { PastBar } from "./PastBar";
import { ChatSlotsContext } from "./slots";
import type { useHistory } from "./useHistory";
import { Welcome } from "./welcome/Welcome";

interface RoomBodyProps {
  ref: Ref<MessageListHandle>;
  history: ReturnType<typeof useHistory>;
  entries: readonly Entry[];
  /** Whether somebody answers here; undefined as long as that is not known. */
  needsModel: boolean | undefined;
  onPick: (content: string) => void;
}

/** What stands between the header and the composer. */
export function RoomBody({ ref, history, entries, needsModel, onPick }: RoomBodyProps) {
  const { FirstRun } = use(ChatSlotsContext);
  const list = useRef<MessageListHandle>(null);
  useImperativeHandle(
    ref,
    () => ({
      toEnd: () => list.current?.toEnd(),
      toMessage: (id, words) => list.current?.toMessage(id, words) ?? false,
    }),
    [],
  );
  if (history.newest.isPending || (entries.length === 0 && needsModel === undefined)) return <HistorySkeleton />;
  if (entries.length === 0) {
    return (
      <div className="thin-scroll flex min-h-0 flex-1 flex-col overflow-y-auto">{needsModel ? <FirstRun /> : <Welcome onPick={onPick} />}</div>
    );
  }
  return (
    <Suspense fallback={<HistorySkeleton />}>
      {history.past !== undefined && <PastBar onLatest={history.toLatest} />}
      <MessageList
        key={history.past?.id ?? "newest"}
        ref={list}
        entries={entries}
        label={text.chat.history}
        startAt={history.past}
        older={history.older}
        newer={history.newer}
      />
    </Suspense>
  );
}
