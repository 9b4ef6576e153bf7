import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { Folder } from "lucide-react";
import type { RefObject } from "react";
import { directRoomQuery, roomsQuery } from "@/api/rooms";
import type { Room } from "@/api/types";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useShortcut } from "@/keys/shortcut";
import { text } from "@/text/text";
import { foldersOf, groupRooms, type RoomGroup } from "./roomGroups";
import { placeOf, RoomRow } from "./RoomRow";
import { useRoving } from "./roving";

/** How often the list asks what was said elsewhere, while the page is looked at. */
const LOOK_MS = 20_000;

export function RoomList({ list, onNavigate }: { list: RefObject<HTMLElement | null>; onNavigate: () => void }) {
  const rooms = useQuery({ ...roomsQuery, refetchInterval: LOOK_MS });
  const direct = useQuery(directRoomQuery);
  const directId = direct.data?.room_id;
  const groups = groupRooms(rooms.data ?? [], directId, new Date());
  const inOrder = groups.flatMap((group) => group.rooms);
  const openId = useOpenRoom(directId);
  const focused = useRoving(list);
  useNeighbours(inOrder, openId, directId);

  if (rooms.isPending) return <RoomListSkeleton />;
  if (!rooms.data) {
    return (
      <div className="px-3 py-2 text-small text-muted">
        <p>{wordsFor(rooms.error)}</p>
        <Button variant="link" size="bare" onClick={() => void rooms.refetch()}>
          {text.common.retry}
        </Button>
      </div>
    );
  }
  const folders = foldersOf(rooms.data);
  const stop = [focused, openId].find((id) => inOrder.some((room) => room.id === id)) ?? inOrder[0]?.id;
  return (
    <div>
      {groups.map((group, index) => (
        <section key={group.id === "folder" ? `folder:${group.folder}` : group.id} aria-labelledby={`rooms-${index}`} className="mt-3 first:mt-0">
          <h2 id={`rooms-${index}`} className="flex items-center gap-1.5 px-2.5 pb-1 text-tiny font-medium text-muted">
            {group.id === "folder" && <Folder aria-hidden className="size-3 shrink-0" />}
            <span className="truncate">{titleOf(group)}</span>
          </h2>
          <ul>
            {group.rooms.map((room) => (
              <RoomRow
                key={room.id}
                room={room}
                direct={room.id === directId}
                open={room.id === openId}
                folders={folders}
                stop={room.id === stop}
                onNavigate={onNavigate}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const titleOf = (group: RoomGroup): string => (group.id === "folder" ? group.folder : text.shell.groups[group.id]);

/** The room that the page shows. */
function useOpenRoom(directId: string | undefined): string | undefined {
  const { roomId } = useParams({ strict: false }) as { roomId?: string };
  const onDirect = useRouterState({ select: (state) => state.location.pathname === "/dm" });
  return onDirect ? directId : roomId;
}

function useNeighbours(rooms: readonly Room[], openId: string | undefined, directId: string | undefined): void {
  const navigate = useNavigate();
  const here = rooms.findIndex((room) => room.id === openId);
  const go = (step: number) => {
    const room = rooms[here < 0 ? 0 : (here + step + rooms.length) % rooms.length];
    if (room) void navigate(placeOf(room, room.id === directId));
  };
  useShortcut("Alt+ArrowDown", () => go(1), rooms.length > 0);
  useShortcut("Alt+ArrowUp", () => go(-1), rooms.length > 0);
}

function RoomListSkeleton() {
  return (
    <div aria-busy className="grid gap-1 px-2.5 pt-1">
      {[70, 50, 62, 44].map((width) => (
        <div key={width} className="flex h-8 items-center" style={{ width: `${width}%` }}>
          <Skeleton className="h-3.5 w-full" />
        </div>
      ))}
    </div>
  );
}
