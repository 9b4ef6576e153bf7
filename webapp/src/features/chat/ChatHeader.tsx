import { Link } from "@tanstack/react-router";
import { ChevronDown, FileText, Pencil, Settings2, Trash2 } from "lucide-react";
import { use, useState } from "react";
import { useOffered } from "@/api/offered";
import type { OnlineUser, Room, RoomRole } from "@/api/types";
import { TopBar } from "@/components/page";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { ActsLamp } from "./ActsLamp";
import { Presence } from "./Presence";
import { DeleteRoom, RenameRoom } from "./RoomDialogs";
import { ChatSlotsContext } from "./slots";

interface ChatHeaderProps {
  room: Room | undefined;
  direct: boolean;
  role: RoomRole | undefined;
  online: readonly OnlineUser[];
  myId: string | undefined;
}

export function ChatHeader({ room, direct, role, online, myId }: ChatHeaderProps) {
  const { ModelPicker } = use(ChatSlotsContext);
  const [dialog, setDialog] = useState<"rename" | "delete">();
  const owner = role === "OWNER";
  const papers = useOffered().has("papers");
  const menu = !direct || papers;
  const close = () => setDialog(undefined);
  return (
    <TopBar>
      <h1 className="min-w-0 flex-1">
        {!room && <Skeleton className="ml-1 h-4 w-32" />}
        {room && !menu && <span className="block truncate px-1 text-small font-medium">{room.name}</span>}
        {room && menu && (
          <Menu
            align="start"
            trigger={
              <button
                type="button"
                aria-label={text.chat.roomMenu(room.name)}
                className="-ml-1 flex h-8 max-w-full items-center gap-1 rounded-input px-2 text-small font-medium transition-colors duration-150 hover:bg-hover max-sm:h-11 pointer-coarse:h-11"
              >
                <span className="truncate">{room.name}</span>
                <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted" />
              </button>
            }
          >
            {papers && (
              <MenuItem asChild>
                <Link to="/rooms/$roomId/papers" params={{ roomId: room.id }}>
                  <FileText aria-hidden className="text-muted" />
                  {text.papers.title}
                </Link>
              </MenuItem>
            )}
            {!direct && (
              <MenuItem asChild>
                <Link to="/rooms/$roomId/settings" params={{ roomId: room.id }}>
                  <Settings2 aria-hidden className="text-muted" />
                  {text.members.open}
                </Link>
              </MenuItem>
            )}
            {owner && !direct && (
              <MenuItem onSelect={() => setDialog("rename")}>
                <Pencil aria-hidden className="text-muted" />
                {text.chat.rename}
              </MenuItem>
            )}
            {owner && !direct && (
              <MenuItem danger onSelect={() => setDialog("delete")}>
                <Trash2 aria-hidden />
                {text.chat.deleteRoom}
              </MenuItem>
            )}
          </Menu>
        )}
      </h1>
      <Presence online={online} myId={myId} />
      <ModelPicker />
      {room && <ActsLamp room={room} mayChange={owner} />}
      {room && dialog === "rename" && <RenameRoom room={room} onClose={close} />}
      {room && dialog === "delete" && <DeleteRoom room={room} onClose={close} />}
    </TopBar>
  );
}
