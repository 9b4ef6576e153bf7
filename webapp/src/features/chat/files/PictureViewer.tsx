import { Download, Maximize, Minimize, X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { text } from "@/text/text";

/** A picture in a message; a press shows it large. */
export function Picture({ address, name }: { address: string; name: string }) {
  const words = text.files;
  const content = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [original, setOriginal] = useState(false);
  return (
    <Radix.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setOriginal(false);
      }}
    >
      <Radix.Trigger asChild>
        <button type="button" aria-label={words.view(name)} className="my-1 block max-w-full overflow-hidden rounded-card border border-line">
          <img src={address} alt={name} loading="lazy" decoding="async" className="max-h-80 max-w-full object-contain" />
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[fade_150ms] bg-(--scrim)" />
        <Radix.Content
          ref={content}
          tabIndex={-1}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            // A focused button would show its tooltip, which takes the first Escape.
            event.preventDefault();
            content.current?.focus();
          }}
          className="fixed inset-2 z-50 flex flex-col overflow-hidden rounded-card border border-line bg-raised shadow-float outline-none sm:inset-6">
          <header className="flex items-center gap-1 border-b border-line py-1.5 pr-1.5 pl-4">
            <Radix.Title className="min-w-0 flex-1 truncate text-small font-medium">{name || words.viewer}</Radix.Title>
            <IconButton label={original ? words.fit : words.original} aria-pressed={original} onClick={() => setOriginal(!original)}>
              {original ? <Minimize aria-hidden className="size-4" /> : <Maximize aria-hidden className="size-4" />}
            </IconButton>
            <Button asChild variant="quiet" size="icon" aria-label={words.download}>
              <a href={address} download={name || true}>
                <Download aria-hidden className="size-4" />
              </a>
            </Button>
            <Radix.Close asChild>
              <IconButton label={text.common.close}>
                <X aria-hidden className="size-4" />
              </IconButton>
            </Radix.Close>
          </header>
          <div tabIndex={0} className="thin-scroll grid min-h-0 flex-1 place-items-center overflow-auto bg-bg">
            <img src={address} alt={name} className={original ? "max-w-none" : "max-h-full max-w-full object-contain"} />
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
