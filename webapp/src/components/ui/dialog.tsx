import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { text } from "@/text/text";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  className?: string;
}

/** A dialog in the middle of the page; on a phone a sheet from below. */
export function Dialog({ open, onOpenChange, title, description, children, footer, className }: DialogProps) {
  const content = useRef<HTMLDivElement>(null);
  const before = useRef<Element>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[fade_150ms] bg-(--scrim)" />
        <Radix.Content
          ref={content}
          tabIndex={-1}
          onOpenAutoFocus={(event) => {
            // A field first, else the dialog itself: a focused close button would cover it with its tooltip.
            event.preventDefault();
            before.current = document.activeElement;
            (content.current?.querySelector<HTMLElement>("input, textarea, select") ?? content.current)?.focus();
          }}
          onCloseAutoFocus={(event) => {
            // Radix knows buttons that open dialogs; ours are opened by shortcuts and menus as well.
            event.preventDefault();
            if (document.activeElement !== document.body) return;
            const back = before.current?.isConnected && before.current !== document.body ? before.current : document.getElementById("page");
            if (back instanceof HTMLElement) back.focus({ preventScroll: true });
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed z-50 flex max-h-[85dvh] flex-col border border-line bg-raised shadow-float outline-none",
            "inset-x-0 bottom-0 animate-[slide-up_180ms_var(--ease-calm)] rounded-t-2xl pb-[env(safe-area-inset-bottom)]",
            "sm:top-[14vh] sm:bottom-auto sm:left-1/2 sm:w-full sm:max-w-md sm:-translate-x-1/2 sm:animate-[fade_150ms] sm:rounded-card",
            className,
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
            <div className="grid gap-1">
              <Radix.Title className="text-body font-semibold">{title}</Radix.Title>
              {description && <Radix.Description className="text-small text-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton label={text.common.close}>
                <X aria-hidden className="size-4" />
              </IconButton>
            </Radix.Close>
          </header>
          {children && <div className="thin-scroll overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
          {footer && <footer className="flex justify-end gap-2 px-5 pt-1 pb-5">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
