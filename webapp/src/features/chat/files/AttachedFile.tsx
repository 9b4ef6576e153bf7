import { Paperclip } from "lucide-react";
import type { Attached } from "./attachments";
import { Picture } from "./PictureViewer";

export function AttachedFile({ attached: { kind, name, address } }: { attached: Attached }) {
  if (kind === "picture") return <Picture address={address} name={name} />;
  return (
    <a
      href={address}
      download={name}
      className="my-1 inline-flex max-w-full items-center gap-2 rounded-input border border-line bg-panel px-3 py-1.5 text-small pointer-coarse:min-h-11 underline-offset-4 hover:underline"
    >
      <Paperclip aria-hidden className="size-3.5 shrink-0 text-muted" />
      <span className="truncate">{name}</span>
    </a>
  );
}
