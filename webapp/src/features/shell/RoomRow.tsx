import { Link } from "@tanstack/react-router";
import { MessageSquare } from "lucide-react";
import type { Room } from "@/api/types";
import { Spark } from "@/components/logo";
import { text } from "@/text/text";
import { RoomMenu } from "./RoomMenu";
import { rowClass } from "./row";

interface RoomRowProps {
  room: Room;
  direct: boolean;
  /** The page shows it: what comes in is seen. */
  open: boolean;
  folders: readonly string[];
  /** Where the Tab key enters the list. */
  stop: boolean;
  onNavigate: () => void;
}

export function RoomRow({ room, direct, open, folders, stop, onNavigate }: RoomRowProps) {
  const unread = open ? 0 : (room.mine?.unread ?? 0);
  return (
    <li className="group relative" data-room={room.id}>
      <Link
        {...placeOf(room, direct)}
        data-row
        tabIndex={stop ? 0 : -1}
        className={rowClass}
        activeProps={{ "aria-current": "page" }}
        onClick={onNavigate}
      >
        {direct ? <Spark className="size-4" /> : <MessageSquare aria-hidden />}
        <span className={`min-w-0 flex-1 truncate ${unread > 0 ? "font-semibold text-text" : ""}`}>{room.name}</span>
        {unread > 0 && <Unread count={unread} direct={direct} />}
      </Link>
      {!direct && <RoomMenu room={room} folders={folders} />}
    </li>
  );
}

function Unread({ count, direct }: { count: number; direct: boolean }) {
  return (
    <span
      className={`rounded-chip bg-accent-soft px-1.5 text-[11px] leading-[18px] font-semibold text-accent-strong tabular-nums ${direct ? "" : "group-hover:opacity-0 group-focus-within:opacity-0 max-md:mr-8 max-md:group-hover:opacity-100 max-md:group-focus-within:opacity-100"}`}
    >
      <span aria-hidden>{count >= 100 ? "99+" : count}</span>
      <span className="sr-only">{text.shell.unread(count)}</span>
    </span>
  );
}

export function placeOf(room: Room, direct: boolean) {
  return direct ? { to: "/dm" } : { to: "/rooms/$roomId", params: { roomId: room.id } };
}
