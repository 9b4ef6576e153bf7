import { Link } from "@tanstack/react-router";
import type { Paper } from "@/api/papers";
import { shortTime } from "@/text/format";
import { text } from "@/text/text";
import { paperIcons } from "./paperIcons";
import { paperTitle } from "./paperTitle";

export function PaperLine({ paper, author }: { paper: Paper; author: string }) {
  const Icon = paperIcons[paper.type];
  return (
    <li>
      <Link
        to="/rooms/$roomId/papers/$paperId"
        params={{ roomId: paper.room_id, paperId: paper.id }}
        className="flex items-center gap-3 px-4 py-2.5 transition-colors duration-150 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Icon aria-hidden className="size-4 shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate text-small font-medium">
            {paperTitle(paper.content_markdown)}
          </p>
          <p className="truncate text-tiny text-muted">
            {text.papers.one[paper.type]} · <time dateTime={paper.created_at}>{shortTime(paper.created_at)}</time> {author}
          </p>
        </div>
      </Link>
    </li>
  );
}
