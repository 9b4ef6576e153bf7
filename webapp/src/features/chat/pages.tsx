import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { use } from "react";
import { modelsConfigQuery } from "@/api/models";
import { createRoom, directRoomQuery, roomsQuery } from "@/api/rooms";
import { useNotices } from "@/components/notices";
import { TopBar, useTitle } from "@/components/page";
import { wordsFor } from "@/components/states";
import { text } from "@/text/text";
import { ChatFailure } from "./ChatFailure";
import { ChatRoom } from "./ChatRoom";
import { Composer } from "./composer/Composer";
import { firstWords } from "./firstWords";
import { HistorySkeleton } from "./HistorySkeleton";
import { ChatSlotsContext } from "./slots";
import { Welcome } from "./welcome/Welcome";

/** The private room with the assistant, `/dm`. */
export function DirectChatPage() {
  const direct = useQuery(directRoomQuery);
  if (direct.isPending) return <HistorySkeleton />;
  if (direct.isError) return <ChatFailure problem={direct.error} retry={() => void direct.refetch()} />;
  return <ChatRoom key={direct.data.room_id} roomId={direct.data.room_id} direct />;
}

export function RoomChatPage() {
  const { roomId } = useParams({ strict: false }) as { roomId: string };
  return <ChatRoom key={roomId} roomId={roomId} direct={false} />;
}

/** A chat that does not exist until something is said in it. */
export function NewChatPage() {
  useTitle(text.shell.newChat);
  const { FirstRun, ModelPicker } = use(ChatSlotsContext);
  const config = useQuery(modelsConfigQuery);
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { tell } = useNotices();
  const start = useMutation({
    mutationFn: async (content: string) => {
      const room = await createRoom(nameFrom(content));
      firstWords.put(room.id, content);
      await cache.invalidateQueries({ queryKey: roomsQuery.queryKey });
      await navigate({ to: "/rooms/$roomId", params: { roomId: room.id } });
    },
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });
  const needsModel = config.data?.default_selection.model === "";
  return (
    <>
      <TopBar>
        <h1 className="min-w-0 flex-1 truncate px-1 text-small font-medium">{text.shell.newChat}</h1>
        <ModelPicker />
      </TopBar>
      <div className="thin-scroll flex min-h-0 flex-1 flex-col overflow-y-auto">
        {config.isPending ? <HistorySkeleton /> : needsModel ? <FirstRun /> : <Welcome onPick={(content) => start.mutate(content)} />}
      </div>
      {!needsModel && (
        <Composer roomId="new" busy={start.isPending || config.isPending} running={false} onSend={(content) => start.mutate(content)} onStop={() => undefined} />
      )}
    </>
  );
}

const LONGEST_NAME = 48;

/** A room is named by the first line said in it, cut at a word. */
export function nameFrom(content: string): string {
  const line = content.trim().split("\n", 1)[0]?.replaceAll(/\s+/g, " ") ?? "";
  if (line.length <= LONGEST_NAME) return line;
  const cut = line.slice(0, LONGEST_NAME);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > 20 ? space : LONGEST_NAME)}…`;
}
