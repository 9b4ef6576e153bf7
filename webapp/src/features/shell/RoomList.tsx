import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { MessageSquare, Pin, PinOff } from "lucide-react";
import { directRoomQuery, roomsQuery } from "@/api/rooms";
import type { Room } from "@/api/types";
import { wordsFor } from "@/components/states";
import { Spark } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useShortcut } from "@/keys/shortcut";
import { text } from "@/text/text";
import { togglePin, usePins } from "./pins";
import { groupRooms } from "./roomGroups";
import { rowClass } from "./row";

export function RoomList({ onNavigate }: { onNavigate: () => void }) {
  const rooms = useQuery(roomsQuery);
  const direct = useQuery(directRoomQuery);
  const pins = usePins();
  const directId = direct.data?.room_id;
  const groups = groupRooms(rooms.data ?? [], pins, directId, new Date());
  useNeighbours(groups.flatMap((group) => group.rooms), directId);

  if (rooms.isPending) return <RoomListSkeleton />;
  if (rooms.isError) {
    return (
      <div className="px-3 py-2 text-small text-muted">
        <p>{wordsFor(rooms.error)}</p>
        <Button variant="link" size="bare" onClick={() => void rooms.refetch()}>
          {text.common.retry}
        </Button>
      </div>
    );
  }
  return groups.map((group) => (
    <section key={group.id} aria-labelledby={`rooms-${group.id}`} className="mt-3 first:mt-0">
      <h2 id={`rooms-${group.id}`} className="px-2.5 pb-1 text-tiny font-medium text-muted">
        {text.shell.groups[group.id]}
      </h2>
      <ul>
        {group.rooms.map((room) => (
          <RoomRow
            key={room.id}
            room={room}
            direct={room.id === directId}
            pinned={pins.includes(room.id)}
            onNavigate={onNavigate}
          />
        ))}
      </ul>
    </section>
  ));
}

interface RoomRowProps {
  room: Room;
  direct: boolean;
  pinned: boolean;
  onNavigate: () => void;
}

function RoomRow({ room, direct, pinned, onNavigate }: RoomRowProps) {
  const PinIcon = pinned ? PinOff : Pin;
  return (
    <li className="group relative">
      <Link {...placeOf(room, direct)} className={rowClass} activeProps={{ "aria-current": "page" }} onClick={onNavigate}>
        {direct ? <Spark className="size-4" /> : <MessageSquare aria-hidden />}
        <span className="min-w-0 truncate">{room.name}</span>
      </Link>
      {!direct && (
        <button
          type="button"
          aria-label={pinned ? text.shell.unpin(room.name) : text.shell.pin(room.name)}
          onClick={() => togglePin(room.id)}
          className="absolute top-0.5 right-0.5 grid size-7 place-items-center rounded-[6px] bg-hover text-muted opacity-0 group-hover:opacity-100 hover:text-text focus-visible:opacity-100 max-md:hidden"
        >
          <PinIcon aria-hidden className="size-3.5" />
        </button>
      )}
    </li>
  );
}

function placeOf(room: Room, direct: boolean) {
  return direct ? { to: "/dm" } : { to: "/rooms/$roomId", params: { roomId: room.id } };
}

function useNeighbours(rooms: readonly Room[], directId: string | undefined): void {
  const navigate = useNavigate();
  const { roomId } = useParams({ strict: false }) as { roomId?: string };
  const onDirect = useRouterState({ select: (state) => state.location.pathname === "/dm" });
  const here = rooms.findIndex((room) => room.id === (onDirect ? directId : roomId));
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
