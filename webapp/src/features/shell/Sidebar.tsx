import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PanelLeftClose, Search, SquarePen } from "lucide-react";
import { useRef } from "react";
import { meQuery } from "@/api/session";
import { Spark } from "@/components/logo";
import { IconButton } from "@/components/ui/icon-button";
import { Keys } from "@/components/ui/keys";
import type { NavEntry } from "@/contribution";
import { openSearch } from "@/keys/searchRequest";
import { text } from "@/text/text";
import { RoomList } from "./RoomList";
import { rowClass } from "./row";
import { UserMenu } from "./UserMenu";

interface SidebarProps {
  nav: readonly NavEntry[];
  onClose: () => void;
  /** Called when a place was chosen, so that a drawer can close. */
  onNavigate: () => void;
  onShortcuts: () => void;
}

export function Sidebar({ nav, onClose, onNavigate, onShortcuts }: SidebarProps) {
  const me = useQuery(meQuery);
  const list = useRef<HTMLDivElement>(null);
  const admin = me.data?.role === "ADMIN";
  return (
    <div className="flex h-full flex-col bg-bg text-small">
      <div className="flex h-13 items-center justify-between pr-2 pl-4">
        <Link to="/" className="flex items-center gap-2 rounded-input text-body pointer-coarse:min-h-11 font-semibold tracking-tight" onClick={onNavigate}>
          <Spark className="size-[18px]" />
          Sparkbot
        </Link>
        <IconButton label={text.shell.closeSidebar} shortcut="Mod+B" onClick={onClose}>
          <PanelLeftClose aria-hidden className="size-4" />
        </IconButton>
      </div>
      <nav aria-label={text.shell.rooms} className="flex min-h-0 flex-1 flex-col px-2">
        <Link to="/rooms/new" className={`${rowClass} group font-medium`} activeProps={{ "aria-current": "page" }} onClick={onNavigate}>
          <SquarePen aria-hidden />
          <span className="flex-1">{text.shell.newChat}</span>
          <span className="hidden opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 md:block">
            <Keys combination="Mod+Shift+O" />
          </span>
        </Link>
        <button
          type="button"
          className={`${rowClass} group mb-3 w-full text-left`}
          onClick={() => {
            onNavigate();
            openSearch();
          }}
        >
          <Search aria-hidden />
          <span className="flex-1">{text.search.open}</span>
          <span className="hidden opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 md:block">
            <Keys combination="Mod+K" />
          </span>
        </button>
        <div ref={list} className="thin-scroll -mx-2 min-h-0 flex-1 overflow-y-auto px-2 pb-4">
          <RoomList list={list} onNavigate={onNavigate} />
        </div>
      </nav>
      <div className="border-t border-line p-2">
        <nav aria-label={text.shell.places}>
          <ul>
            {nav
              .filter((entry) => admin || !entry.adminOnly)
              .map(({ to, label, icon: Icon, Badge }) => (
                <li key={to}>
                  <Link to={to} className={rowClass} activeProps={{ "aria-current": "page" }} onClick={onNavigate}>
                    <Icon aria-hidden />
                    <span className="flex-1">{label()}</span>
                    {Badge && <Badge />}
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
        <UserMenu onShortcuts={onShortcuts} onNavigate={onNavigate} />
      </div>
    </div>
  );
}
