import { Menu as MenuIcon } from "lucide-react";
import { createContext, use, useEffect, type ReactNode } from "react";
import { text } from "@/text/text";
import { IconButton } from "./ui/icon-button";

/** What the shell offers to the page inside it. */
export interface Frame {
  /** Opens the sidebar where it is a drawer; undefined where it is shown anyway. */
  openSidebar: (() => void) | undefined;
}

export const FrameContext = createContext<Frame>({ openSidebar: undefined });

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Sparkbot` : "Sparkbot";
  }, [title]);
}

/** The bar on top of every page inside the shell. */
export function TopBar({ children }: { children?: ReactNode }) {
  const { openSidebar } = use(FrameContext);
  return (
    <header className="flex h-13 shrink-0 items-center gap-1 border-b border-line px-3 md:px-4">
      {openSidebar && (
        <IconButton label={text.shell.openSidebar} shortcut="Mod+B" onClick={openSidebar}>
          <MenuIcon aria-hidden className="size-4" />
        </IconButton>
      )}
      {children}
    </header>
  );
}

interface PageProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, lead, actions, children }: PageProps) {
  useTitle(title);
  const { openSidebar } = use(FrameContext);
  return (
    <>
      {openSidebar && <TopBar />}
      <div className="thin-scroll min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid w-full max-w-4xl gap-6 px-4 py-8 md:px-8">
          <div className="flex flex-wrap items-end justify-between gap-4">
            <div className="grid max-w-2xl gap-1">
              <h1 className="text-title font-semibold tracking-tight">{title}</h1>
              {lead && <p className="text-small text-muted">{lead}</p>}
            </div>
            {actions}
          </div>
          {children}
        </div>
      </div>
    </>
  );
}
