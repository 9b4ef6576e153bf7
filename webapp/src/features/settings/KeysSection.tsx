import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { keysQuery, revokeKey, type ApiKey } from "@/api/keys";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { Failure, wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Skeleton } from "@/components/ui/skeleton";
import { shortTime } from "@/text/format";
import { text } from "@/text/text";
import { NewKey } from "./NewKey";

export default function KeysSection() {
  const words = text.keys;
  const keys = useQuery(keysQuery);
  const [adding, setAdding] = useState(false);
  return (
    <Section title={words.title} lead={words.lead}>
      {keys.isPending && <Skeleton className="h-24" />}
      {keys.isError && <Failure problem={keys.error} retry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && <p className="text-small text-muted">{words.none}</p>}
      {(keys.data?.length ?? 0) > 0 && (
        <ul className="overflow-hidden rounded-card border border-line">
          {keys.data?.map((key) => <Row key={key.id} entry={key} />)}
        </ul>
      )}
      {keys.isSuccess && (
        <div className="flex flex-wrap items-center gap-4">
          <Button onClick={() => setAdding(true)}>
            <KeyRound aria-hidden className="size-4" />
            {words.add}
          </Button>
          <Button asChild variant="link" size="bare">
            <Link to="/docs">{text.reference.title}</Link>
          </Button>
        </div>
      )}
      {adding && <NewKey onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Row({ entry }: { entry: ApiKey }) {
  const words = text.keys;
  const cache = useQueryClient();
  const { tell } = useNotices();
  const revoke = useMutation({
    mutationFn: () => revokeKey(entry.id),
    onSuccess: () => cache.invalidateQueries({ queryKey: keysQuery.queryKey }),
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });
  const ended = entry.expires_at !== null && new Date(entry.expires_at).getTime() < Date.now();
  const facts = [
    words.created(shortTime(entry.created_at)),
    entry.last_used_at === null ? words.neverUsed : words.lastUsed(shortTime(entry.last_used_at)),
    ...(entry.expires_at === null ? [] : [ended ? words.ended : words.ends(shortTime(entry.expires_at))]),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-3 text-small first:border-0">
      <span className="grid min-w-0 flex-1 basis-60 gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          <span className="truncate">{entry.name}</span>
          <code className="font-mono text-tiny font-normal text-muted">{entry.prefix}…</code>
          {entry.scopes.map((scope) => (
            <Chip key={scope} tone={scope === "full" ? "wait" : "plain"}>
              {words.scopes[scope]}
            </Chip>
          ))}
        </span>
        <span className="text-muted">{facts.join(" · ")}</span>
      </span>
      <Button size="sm" busy={revoke.isPending} onClick={() => revoke.mutate()}>
        {words.revoke}
        <span className="sr-only">{words.revokeWhat(entry.name)}</span>
      </Button>
    </li>
  );
}
