import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ArrowLeft, FileText, FilePlus, SearchX } from "lucide-react";
import { papersQuery, PAPER_KINDS, type PaperKind } from "@/api/papers";
import { Page } from "@/components/page";
import { Blank, Failure } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { PaperLine } from "./PaperLine";
import { TakeNotes } from "./TakeNotes";
import { usePapersRoom } from "./usePapersRoom";

/** Agendas, notes, decisions and action items of a room. Members read them, who leads the room adds some. */
export function PapersPage() {
  const words = text.papers;
  const { roomId, room, author, leads, back } = usePapersRoom();
  const { type } = useSearch({ strict: false }) as { type?: PaperKind };
  const list = useInfiniteQuery(papersQuery(roomId, type));
  const papers = list.data?.pages.flat() ?? [];
  if (room.isError) return <Failure problem={room.error} retry={() => void room.refetch()} className="m-auto" />;
  return (
    <Page
      title={words.title}
      lead={room.data?.name}
      actions={
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <Link to={back}>
              <ArrowLeft aria-hidden className="size-4" />
              {text.members.back}
            </Link>
          </Button>
          {leads && <TakeNotes roomId={roomId} />}
          {leads && (
            <Button asChild variant="primary">
              <Link to="/rooms/$roomId/papers/new" params={{ roomId }} search={type ? { type } : {}}>
                <FilePlus aria-hidden className="size-4" />
                {words.write}
              </Link>
            </Button>
          )}
        </div>
      }
    >
      <Kinds roomId={roomId} chosen={type} />
      {list.isPending && <Loading />}
      {list.isError && <Failure problem={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && papers.length === 0 && type && <Blank icon={SearchX} title={words.noneOfKind} />}
      {list.isSuccess && papers.length === 0 && !type && (
        <Blank icon={FileText} title={words.empty}>
          {words.emptyHint} {leads && words.notesHint}
        </Blank>
      )}
      {papers.length > 0 && (
        <ul aria-label={words.title} className="divide-y divide-line overflow-hidden rounded-card border border-line">
          {papers.map((paper) => (
            <PaperLine key={paper.id} paper={paper} author={author(paper.created_by_user_id)} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {words.earlier}
          </Button>
        </div>
      )}
    </Page>
  );
}

function Kinds({ roomId, chosen }: { roomId: string; chosen: PaperKind | undefined }) {
  const words = text.papers;
  return (
    <nav aria-label={words.kinds} className="thin-scroll -mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex gap-1">
        {[undefined, ...PAPER_KINDS].map((kind) => (
          <li key={kind ?? ""}>
            <Link
              to="/rooms/$roomId/papers"
              params={{ roomId }}
              search={kind ? { type: kind } : {}}
              replace
              aria-current={kind === chosen ? "page" : undefined}
              className="flex h-9 items-center rounded-input px-2.5 text-small whitespace-nowrap text-muted transition-colors duration-150 hover:bg-hover hover:text-text max-md:h-11 pointer-coarse:h-11 pointer-coarse:min-w-11 justify-center aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-text"
            >
              {kind ? words.one[kind] : words.everyKind}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Loading() {
  return (
    <div aria-busy className="grid gap-px overflow-hidden rounded-card border border-line">
      {[1, 2, 3].map((row) => (
        <div key={row} className="flex h-[61px] items-center px-4">
          <Skeleton className="h-4 w-2/5" />
        </div>
      ))}
    </div>
  );
}
