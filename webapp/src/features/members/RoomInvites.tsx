import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { invitesQuery, removeInvite, type RoomInvite } from "@/api/members";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { Failure, wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { shortTime } from "@/text/format";
import { text } from "@/text/text";
import { InviteToRoom } from "./InviteToRoom";

export function RoomInvites({ roomId }: { roomId: string }) {
  const words = text.members;
  const invites = useQuery(invitesQuery(roomId));
  const cache = useQueryClient();
  const { tell } = useNotices();
  const [inviting, setInviting] = useState(false);
  const revoke = useMutation({
    mutationFn: (id: string) => removeInvite(roomId, id),
    onSuccess: () => cache.invalidateQueries({ queryKey: invitesQuery(roomId).queryKey }),
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });
  return (
    <Section title={words.invites} lead={words.invitesLead}>
      {invites.isError && <Failure problem={invites.error} retry={() => void invites.refetch()} />}
      {(invites.data?.length ?? 0) > 0 && (
        <ul className="overflow-hidden rounded-card border border-line">
          {invites.data?.map((invite) => (
            <li key={invite.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-3 text-small first:border-0">
              <span className="min-w-0 flex-1 basis-52">
                <span className="font-medium">{words.joinsAs(words.roles[invite.role])}</span>
                <span className="block text-muted">{state(invite)}</span>
              </span>
              <Button size="sm" disabled={revoke.isPending} onClick={() => revoke.mutate(invite.id)}>
                {text.people.revoke}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => setInviting(true)}>
          <Link2 aria-hidden className="size-4" />
          {text.people.invite}
        </Button>
      </div>
      {inviting && <InviteToRoom roomId={roomId} onClose={() => setInviting(false)} />}
    </Section>
  );
}

function state(invite: RoomInvite): string {
  const words = text.people;
  const used = invite.usage_limit === null ? words.usedOpen(invite.used_count) : words.used(invite.used_count, invite.usage_limit);
  return `${used} · ${invite.expires_at === null ? words.forever : words.until(shortTime(invite.expires_at))}`;
}
