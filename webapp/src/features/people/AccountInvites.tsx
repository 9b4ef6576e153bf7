import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { accountInvitesQuery, createAccountInvite, removeAccountInvite, type AccountRole } from "@/api/people";
import { CopyField } from "@/components/copy-field";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { Failure, wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { shortTime } from "@/text/format";
import { text } from "@/text/text";

export function AccountInvites() {
  const words = text.people;
  const invites = useQuery(accountInvitesQuery);
  const cache = useQueryClient();
  const { tell } = useNotices();
  const [inviting, setInviting] = useState(false);
  const revoke = useMutation({
    mutationFn: removeAccountInvite,
    onSuccess: () => cache.invalidateQueries({ queryKey: accountInvitesQuery.queryKey }),
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });
  return (
    <Section title={words.invites} lead={words.invitesLead}>
      {invites.isError && <Failure problem={invites.error} retry={() => void invites.refetch()} />}
      {invites.data?.length === 0 && <p className="text-small text-muted">{words.noInvites}</p>}
      {(invites.data?.length ?? 0) > 0 && (
        <ul className="overflow-hidden rounded-card border border-line">
          {invites.data?.map((invite) => (
            <li key={invite.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-3 text-small first:border-0">
              <span className="min-w-0 flex-1 basis-52">
                <span className="font-medium">{words.roles[invite.role]}</span>
                <span className="block text-muted">
                  {words.used(invite.used_count, invite.usage_limit)} · {words.until(shortTime(invite.expires_at))}
                </span>
              </span>
              <Button size="sm" disabled={revoke.isPending} onClick={() => revoke.mutate(invite.id)}>
                {words.revoke}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => setInviting(true)}>
          <Link2 aria-hidden className="size-4" />
          {words.invite}
        </Button>
      </div>
      {inviting && <InvitePerson onClose={() => setInviting(false)} />}
    </Section>
  );
}

function InvitePerson({ onClose }: { onClose: () => void }) {
  const words = text.people;
  const [role, setRole] = useState<AccountRole>("MEMBER");
  const [uses, setUses] = useState(1);
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: () => createAccountInvite(role, uses),
    onSuccess: () => cache.invalidateQueries({ queryKey: accountInvitesQuery.queryKey }),
  });
  if (make.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={words.inviteTitle}
        description={words.linkReady}
        footer={
          <Button variant="primary" onClick={onClose}>
            {words.done}
          </Button>
        }
      >
        <CopyField label={words.link} copyLabel={words.copyLink} value={`${location.origin}/join/${make.data.token}?account=1`} />
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={onClose} title={words.inviteTitle}>
      <form
        className="grid gap-4 pt-1"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Field label={words.role} hint={words.rolesHint}>
          {(given) => (
            <Select {...given} value={role} onChange={(event) => setRole(event.target.value as AccountRole)}>
              <option value="MEMBER">{words.roles.MEMBER}</option>
              <option value="ADMIN">{words.roles.ADMIN}</option>
            </Select>
          )}
        </Field>
        <Field label={words.uses} error={make.error ? wordsFor(make.error) : undefined}>
          {(given) => (
            <Input {...given} type="number" min={1} max={100} value={uses} onChange={(event) => setUses(Math.max(1, Math.min(100, Number(event.target.value))))} />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={make.isPending}>
            {words.makeLink}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
