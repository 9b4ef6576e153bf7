import { Outlet, useNavigate } from "@tanstack/react-router";
import { Dialog } from "radix-ui";
import { useMemo, useRef, useState, useSyncExternalStore, type ComponentType } from "react";
import { FrameContext } from "@/components/page";
import type { NavEntry } from "@/contribution";
import { openSearch } from "@/keys/searchRequest";
import { useShortcut } from "@/keys/shortcut";
import { text } from "@/text/text";
import { ShortcutSheet } from "./ShortcutSheet";
import { Sidebar } from "./Sidebar";

const KEY = "sparkbot_sidebar";

/** The frame around every page: the sidebar beside it, or as a drawer where there is no room. */
export function AppShell({ nav, overlays }: { nav: readonly NavEntry[]; overlays: readonly ComponentType[] }) {
  const narrow = useNarrow();
  const [drawer, setDrawer] = useState(false);
  const [shown, setShown] = useState(() => localStorage.getItem(KEY) !== "closed");
  const [shortcuts, setShortcuts] = useState(false);
  const navigate = useNavigate();
  const drawerPanel = useRef<HTMLDivElement>(null);

  const show = (next: boolean) => {
    if (narrow) {
      setDrawer(next);
    } else {
      localStorage.setItem(KEY, next ? "open" : "closed");
      setShown(next);
    }
  };
  const visible = narrow ? drawer : shown;
  useShortcut("Mod+b", () => show(!visible));
  useShortcut("Mod+k", () => openSearch());
  useShortcut("Mod+/", () => setShortcuts(true));
  useShortcut("Mod+Shift+o", () => void navigate({ to: "/rooms/new" }));

  const frame = useMemo(
    () => ({ openSidebar: narrow || !shown ? () => (narrow ? setDrawer(true) : setShown(true)) : undefined }),
    [narrow, shown],
  );
  const sidebar = (
    <Sidebar
      nav={nav}
      onClose={() => show(false)}
      onNavigate={() => setDrawer(false)}
      onShortcuts={() => {
        setDrawer(false);
        setShortcuts(true);
      }}
    />
  );

  return (
    <FrameContext value={frame}>
      <a
        href="#page"
        className="sr-only z-50 rounded-input bg-accent px-3 py-2 text-small font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {text.shell.skip}
      </a>
      <div className="flex h-dvh overflow-hidden">
        {!narrow && shown && <aside className="w-64 shrink-0 border-r border-line">{sidebar}</aside>}
        {narrow && (
          <Dialog.Root open={drawer} onOpenChange={setDrawer}>
            <Dialog.Portal>
              <Dialog.Overlay className="fixed inset-0 z-40 animate-[fade_150ms] bg-(--scrim)" />
              <Dialog.Content
                aria-describedby={undefined}
                ref={drawerPanel}
                tabIndex={-1}
                onOpenAutoFocus={(event) => {
                  // The first button would show its tooltip over the list.
                  event.preventDefault();
                  drawerPanel.current?.focus();
                }}
                className="fixed inset-y-0 left-0 z-50 w-[min(19rem,86vw)] animate-[slide-in_180ms_var(--ease-calm)] border-r border-line shadow-float outline-none"
              >
                <Dialog.Title className="sr-only">{text.shell.sidebar}</Dialog.Title>
                {sidebar}
              </Dialog.Content>
            </Dialog.Portal>
          </Dialog.Root>
        )}
        <main id="page" tabIndex={-1} className="flex min-w-0 flex-1 flex-col bg-panel outline-none">
          <Outlet />
        </main>
      </div>
      <ShortcutSheet open={shortcuts} onOpenChange={setShortcuts} />
      {overlays.map((Overlay, index) => (
        <Overlay key={index} />
      ))}
    </FrameContext>
  );
}

const query = matchMedia("(max-width: 899px)");

function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => query.matches,
  );
}
