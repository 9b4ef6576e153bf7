import { CircleAlert, Paperclip, RotateCw, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { bytes } from "@/text/format";
import { text } from "@/text/text";
import type { Attachment } from "./useFiles";

interface AttachmentListProps {
  files: readonly Attachment[];
  /** They will be sent when the answer has ended. */
  promised: boolean;
  onDrop: (id: string) => void;
  onAgain: (file: Attachment) => void;
}

/** Above the composer: files that go with the next message, that are on their way, or that did not arrive. */
export function AttachmentList({ files, promised, onDrop, onAgain }: AttachmentListProps) {
  if (files.length === 0) return null;
  return (
    <>
      {promised && (
        <p role="status" className="pb-1 text-tiny text-muted">
          {text.files.promised}
        </p>
      )}
    <ul aria-label={text.files.attached} className="mb-1.5 grid gap-1">
      {files.map((one) => (
        <li key={one.id} className="appear relative flex items-center gap-2 overflow-hidden rounded-card border border-line bg-bg py-0.5 pr-0.5 pl-3 text-small">
          {one.state === "failed" ? <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" /> : <Paperclip aria-hidden className="size-3.5 shrink-0 text-muted" />}
          <span role={one.state === "failed" ? "alert" : undefined} className={one.state === "failed" ? "min-w-0 flex-1 text-danger" : "min-w-0 flex-1 truncate"}>
            {one.state === "failed" ? text.files.failed(one.file.name, one.error) : one.file.name}
          </span>
          <span className="tabular shrink-0 text-tiny text-muted">{one.state === "uploading" ? text.files.percent(Math.round(one.share * 100)) : bytes(one.file.size)}</span>
          {one.state === "failed" && (
            <Button size="sm" variant="quiet" onClick={() => onAgain(one)}>
              <RotateCw aria-hidden className="size-3.5" />
              {text.files.again}
            </Button>
          )}
          <IconButton label={one.state === "uploading" ? text.files.cancel(one.file.name) : text.files.remove(one.file.name)} onClick={() => onDrop(one.id)}>
            <X aria-hidden className="size-4" />
          </IconButton>
          {one.state === "uploading" && (
            <progress aria-label={text.files.uploading(one.file.name)} value={one.share} max={1} className="absolute inset-x-0 bottom-0 h-0.5 w-full appearance-none [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent [&::-moz-progress-bar]:bg-accent" />
          )}
        </li>
      ))}
    </ul>
    </>
  );
}
