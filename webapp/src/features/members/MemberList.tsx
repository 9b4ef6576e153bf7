import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { changeMember, membersQuery, removeMember, type MemberInfo } from "@/api/members";
import type { RoomRole } from "@/api/types";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { Failure, wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Select } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { AddMember } from "./AddMember";
import { grantable } from "./grantable";

interface MemberListProps {
  roomId: string;
  myId: string;
  myRole: RoomRole;
}

export function MemberList({ roomId, myId, myRole }: MemberListProps) {
  const words = text.members;
  const members = useQuery(membersQuery(roomId));
  const [adding, setAdding] = useState(false);
  const leads = myRole === "OWNER" || myRole === "MOD";
  return (
    <Section title={words.members} lead={words.membersLead}>
      {members.isPending && <Skeleton className="h-32" />}
      {members.isError && <Failure problem={members.error} retry={() => void members.refetch()} />}
      {members.isSuccess && (
        <ul className="overflow-hidden rounded-card border border-line">
          {members.data.map((member) => (
            <Row key={member.user_id} member={member} mine={member.user_id === myId} myRole={myRole} />
          ))}
        </ul>
      )}
      {leads && (
        <div>
          <Button onClick={() => setAdding(true)}>
            <UserPlus aria-hidden className="size-4" />
            {words.addTitle}
          </Button>
        </div>
      )}
      {adding && <AddMember roomId={roomId} myRole={myRole} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Row({ member, mine, myRole }: { member: MemberInfo; mine: boolean; myRole: RoomRole }) {
  const words = text.members;
  const name = member.user.bot_display_name ?? member.user.username;
  const cache = useQueryClient();
  const { tell } = useNotices();
  const reload = () => cache.invalidateQueries({ queryKey: membersQuery(member.room_id).queryKey });
  const failed = (problem: unknown) => tell(wordsFor(problem), "danger");
  const change = useMutation({
    mutationFn: (role: RoomRole) => changeMember(member.room_id, member.user_id, role),
    onSuccess: reload,
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => removeMember(member.room_id, member.user_id),
    onSuccess: () => {
      tell(words.removed(name));
      return reload();
    },
    onError: failed,
  });
  const roles = grantable(myRole, member.role);
  const bot = member.user.type === "BOT";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 text-small first:border-0">
      <span className="flex min-w-0 flex-1 basis-40 items-center gap-2 font-medium">
        <span className="truncate">{name}</span>
        {mine && <Chip tone="plain">{text.people.you}</Chip>}
      </span>
      {roles.length > 0 && !bot && !mine ? (
        <Select
          aria-label={words.roleOf(name)}
          className="h-9 w-36 text-small"
          value={change.isPending ? change.variables : member.role}
          onChange={(event) => change.mutate(event.target.value as RoomRole)}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {words.roles[role]}
            </option>
          ))}
        </Select>
      ) : (
        <span className="text-muted">{words.roles[bot ? "BOT" : member.role]}</span>
      )}
      {roles.length > 0 && !mine && (
        <Button size="sm" busy={remove.isPending} onClick={() => remove.mutate()}>
          {words.remove}
          <span className="sr-only">{name}</span>
        </Button>
      )}
    </li>
  );
}
