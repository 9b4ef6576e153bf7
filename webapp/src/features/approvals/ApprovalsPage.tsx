import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Hand } from "lucide-react";
import { useState } from "react";
import { decide, inboxQuery } from "@/api/approvals";
import type { Confirmation } from "@/api/types";
import { Page } from "@/components/page";
import { Blank, Failure } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { shortTime } from "@/text/format";
import { text } from "@/text/text";
import { ApprovalCard } from "./ApprovalCard";

interface Decided {
  state: "approved" | "denied" | "expired";
  at: number;
}

/** Everything that waits for this person, over all rooms. */
export function ApprovalsPage() {
  const words = text.approvals;
  const inbox = useQuery(inboxQuery);
  const cache = useQueryClient();
  const [ended, setEnded] = useState<{ item: Confirmation; decided: Decided }[]>([]);
  const endedIds = new Set(ended.map(({ item }) => item.confirm_id));
  const open = (inbox.data?.items ?? []).filter((item) => !endedIds.has(item.confirm_id));

  const end = (item: Confirmation, state: Decided["state"]) => {
    setEnded((all) => [{ item, decided: { state, at: Date.now() } }, ...all]);
    void cache.invalidateQueries({ queryKey: inboxQuery.queryKey });
  };

  return (
    <Page title={words.title} lead={words.lead}>
      {inbox.isPending && (
        <div aria-busy className="grid gap-3">
          <Skeleton className="h-44" />
          <Skeleton className="h-44" />
        </div>
      )}
      {inbox.isError && <Failure problem={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.isSuccess && open.length === 0 && ended.length === 0 && (
        <Blank icon={Hand} title={words.empty}>
          {words.emptyHint}
        </Blank>
      )}
      {open.length > 0 && (
        <ul className="grid gap-5">
          {open.map((item) => (
            <li key={item.confirm_id} className="grid max-w-2xl gap-1.5">
              <Origin item={item} />
              <ApprovalCard
                {...cardOf(item)}
                state="pending"
                onApprove={() => decide(item.confirm_id, "approve").then(() => end(item, "approved"))}
                onDeny={() => decide(item.confirm_id, "deny").then(() => end(item, "denied"))}
                onExpire={() => end(item, "expired")}
              />
            </li>
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <section className="grid gap-1">
          <h2 className="text-tiny font-medium text-muted">{words.justNow}</h2>
          <ul>
            {ended.map(({ item, decided }) => (
              <li key={item.confirm_id}>
                <ApprovalCard
                  {...cardOf(item)}
                  state={decided.state}
                  decidedAt={decided.at}
                  onApprove={() => Promise.resolve()}
                  onDeny={() => Promise.resolve()}
                  onExpire={() => undefined}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function cardOf(item: Confirmation) {
  return {
    title: item.title,
    input: item.input,
    reason: item.reason,
    expiresAt: item.expires_at,
    canDecide: item.can_decide,
    decidedAt: undefined as number | undefined,
    decidedHere: true,
  };
}

function Origin({ item }: { item: Confirmation }) {
  return (
    <p className="text-small text-muted">
      {text.approvals.askedIn}{" "}
      <Link to="/rooms/$roomId" params={{ roomId: item.room_id }} className="text-accent-strong underline underline-offset-4">
        {item.room_name}
      </Link>{" "}
      · {text.approvals.askedBy(item.requested_by)} · {shortTime(item.created_at)}
    </p>
  );
}
