import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { endOtherSessions, endSession, sessionsQuery } from "@/api/session";
import type { SessionInfo } from "@/api/types";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { Failure, wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Skeleton } from "@/components/ui/skeleton";
import { shortTime } from "@/text/format";
import { text } from "@/text/text";

export default function SessionsSection() {
  const words = text.settings.sessions;
  const sessions = useQuery(sessionsQuery);
  const cache = useQueryClient();
  const { tell } = useNotices();
  const end = useMutation({
    mutationFn: (id: string | undefined) => (id === undefined ? endOtherSessions() : endSession(id)),
    onSuccess: () => cache.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });
  const others = sessions.data?.filter((session) => !session.current) ?? [];
  return (
    <Section title={words.title} lead={words.lead}>
      {sessions.isPending && <Skeleton className="h-32" />}
      {sessions.isError && <Failure problem={sessions.error} retry={() => void sessions.refetch()} />}
      {sessions.isSuccess && (
        <>
          <ul className="overflow-hidden rounded-card border border-line">
            {sessions.data.map((session) => (
              <Row key={session.id} session={session} busy={end.isPending} onEnd={() => end.mutate(session.id)} />
            ))}
          </ul>
          {others.length > 1 && (
            <div>
              <Button variant="danger" busy={end.isPending && end.variables === undefined} onClick={() => end.mutate(undefined)}>
                {words.endOthers}
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}

function Row({ session, busy, onEnd }: { session: SessionInfo; busy: boolean; onEnd: () => void }) {
  const words = text.settings.sessions;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-3 text-small first:border-0">
      <div className="grid min-w-0 flex-1 basis-52">
        <span className="flex items-center gap-2 font-medium">
          <span className="truncate">{session.device || words.unknownDevice}</span>
          {session.current && <Chip tone="ok">{words.current}</Chip>}
        </span>
        <span className="text-muted">
          {session.address} · {words.lastUsed(shortTime(session.last_used_at))}
        </span>
      </div>
      {!session.current && (
        <Button size="sm" disabled={busy} onClick={onEnd}>
          {words.end}
          <span className="sr-only">{session.device}</span>
        </Button>
      )}
    </li>
  );
}
