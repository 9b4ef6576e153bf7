import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, TriangleAlert } from "lucide-react";
import { Suspense } from "react";
import { paperQuery, type Paper } from "@/api/papers";
import { useCopy } from "@/components/copy-button";
import { Page } from "@/components/page";
import { Failure } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { shortTime } from "@/text/format";
import { text } from "@/text/text";
import { LazyMarkdown } from "../markdown/LazyMarkdown";
import { RemovePaper } from "./RemovePaper";
import { usePapersRoom } from "./usePapersRoom";

/** One paper, to be read. */
export function PaperPage() {
  const words = text.papers;
  const { paperId } = useParams({ strict: false }) as { paperId: string };
  const { roomId, author, leads } = usePapersRoom();
  const stored = useQuery(paperQuery(roomId, paperId));
  const paper = stored.data;
  const { copy, Icon } = useCopy();
  if (stored.isError) return <Failure problem={stored.error} retry={() => void stored.refetch()} className="m-auto" />;
  return (
    <Page
      title={paper ? words.one[paper.type] : words.title}
      lead={paper && `${shortTime(paper.created_at)} ${author(paper.created_by_user_id)}`}
      actions={
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <Link to="/rooms/$roomId/papers" params={{ roomId }}>
              <ArrowLeft aria-hidden className="size-4" />
              {words.all}
            </Link>
          </Button>
          <Button disabled={!paper} onClick={() => void copy(paper?.content_markdown ?? "")}>
            <Icon aria-hidden className="size-4" />
            {words.copy}
          </Button>
          {paper && leads && <RemovePaper paper={paper} />}
        </div>
      }
    >
      {paper ? <Content paper={paper} /> : <Skeleton className="h-64" />}
    </Page>
  );
}

function Content({ paper }: { paper: Paper }) {
  const words = text.papers;
  const { window_start_ts: from, window_end_ts: to, meta_json: meta } = paper;
  const notes = meta?.parent_notes_id;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {meta?.llm_ok === false && (
        <p className="flex items-center gap-2 rounded-card border border-wait/30 bg-wait-soft px-4 py-2.5 text-small text-wait">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          {words.transcript}
        </p>
      )}
      {from !== null && to !== null && <p className="text-small text-muted">{words.about(shortTime(from), shortTime(to))}</p>}
      <article aria-label={words.one[paper.type]} className="rounded-card border border-line bg-panel px-5 py-4 md:px-6 [&_.answer]:max-w-[44rem] [&_.answer>:first-child]:mt-0">
        <Suspense fallback={<Skeleton className="h-40" />}>
          <LazyMarkdown streaming={false}>{paper.content_markdown}</LazyMarkdown>
        </Suspense>
      </article>
      {typeof notes === "string" && (
        <Link
          to="/rooms/$roomId/papers/$paperId"
          params={{ roomId: paper.room_id, paperId: notes }}
          className="justify-self-start text-small text-accent-strong underline-offset-4 hover:underline"
        >
          {words.toNotes}
        </Link>
      )}
    </div>
  );
}
