import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { SearchX, UserPlus } from "lucide-react";
import { useState } from "react";
import { accountsQuery } from "@/api/people";
import { meQuery } from "@/api/session";
import { Page } from "@/components/page";
import { Blank, Failure } from "@/components/states";
import { Button } from "@/components/ui/button";
import { SearchField } from "@/components/ui/search-field";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { AccountTable } from "./AccountTable";
import { AddAccount } from "./AddAccount";
import { AccountInvites } from "./AccountInvites";

export function PeoplePage() {
  const words = text.people;
  const me = useQuery(meQuery).data;
  const accounts = useQuery(accountsQuery);
  const { q = "" } = useSearch({ strict: false }) as { q?: string };
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const wanted = q.trim().toLowerCase();
  const all = accounts.data?.data ?? [];
  const found = all.filter((one) => `${one.username} ${one.full_name ?? ""} ${one.email ?? ""}`.toLowerCase().includes(wanted));
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        !accounts.isError && (
          <div className="flex flex-wrap gap-2 max-sm:w-full">
            <SearchField
              className="w-52"
              label={words.search}
              value={q}
              onChange={(value) => void navigate({ to: "/admin", search: value ? { q: value } : {}, replace: true })}
            />
            <Button variant="primary" onClick={() => setAdding(true)}>
              <UserPlus aria-hidden className="size-4" />
              {words.add}
            </Button>
          </div>
        )
      }
    >
      {accounts.isPending && <Skeleton className="h-48" />}
      {accounts.isError && <Failure problem={accounts.error} retry={() => void accounts.refetch()} />}
      {accounts.isSuccess && found.length === 0 && <Blank icon={SearchX} title={words.noMatch(q)} />}
      {found.length > 0 && <AccountTable accounts={found} myId={me?.id} />}
      {accounts.isSuccess && <AccountInvites />}
      {adding && <AddAccount onClose={() => setAdding(false)} />}
    </Page>
  );
}
