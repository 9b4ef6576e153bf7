import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { TicketX } from "lucide-react";
import { joinRoom, previewInvite } from "@/api/members";
import { roomsQuery } from "@/api/rooms";
import { meQuery } from "@/api/session";
import { Spark } from "@/components/logo";
import { useTitle } from "@/components/page";
import { Blank, Failure, wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { ApiError } from "@/api/http";
import { AccountForm } from "./AccountForm";

/** Where an invitation leads: into a room for people with an account, else to a form that makes one. */
export function JoinPage() {
  useTitle(text.join.title);
  const { token } = useParams({ strict: false }) as { token: string };
  const { account } = useSearch({ strict: false }) as { account?: true };
  return (
    <main className="grid min-h-full place-items-center px-4 py-10">
      <div className="grid w-full max-w-sm gap-6">
        <Spark className="mx-auto size-9" />
        <h1 className="sr-only">{text.join.title}</h1>
        {account ? <AccountForm token={token} /> : <RoomInvitation token={token} />}
      </div>
    </main>
  );
}

function RoomInvitation({ token }: { token: string }) {
  const words = text.join;
  const me = useQuery(meQuery);
  const invitation = useQuery({ queryKey: ["invitation", token], queryFn: () => previewInvite(token), enabled: Boolean(me.data), retry: false });
  const navigate = useNavigate();
  const cache = useQueryClient();
  const join = useMutation({
    mutationFn: () => joinRoom(token),
    onSuccess: async ({ room_id }) => {
      await cache.invalidateQueries({ queryKey: roomsQuery.queryKey });
      await navigate({ to: "/rooms/$roomId", params: { roomId: room_id } });
    },
  });
  if (me.isPending) return <Skeleton className="h-40" />;
  if (!me.data) {
    return (
      <Button asChild variant="primary" className="h-10">
        <Link to="/login" search={{ next: `/join/${token}` }}>
          {words.signInFirst}
        </Link>
      </Button>
    );
  }
  if (invitation.isError) {
    const gone = invitation.error instanceof ApiError && [400, 404, 410].includes(invitation.error.status);
    if (!gone) return <Failure problem={invitation.error} retry={() => void invitation.refetch()} />;
    return (
      <Blank icon={TicketX} title={words.wrong}>
        {words.wrongHint}
      </Blank>
    );
  }
  if (!invitation.data) return <Skeleton className="h-40" />;
  const { invited_by, room_name, role } = invitation.data;
  return (
    <section className="grid gap-4 rounded-card border border-line bg-panel p-6 text-center">
      <div className="grid gap-1">
        <h2 className="text-body font-semibold">{words.invited(invited_by, room_name)}</h2>
        <p className="text-small text-muted">{words.as(text.members.roles[role])}</p>
      </div>
      {join.error && (
        <p role="alert" className="text-small text-danger">
          {wordsFor(join.error)}
        </p>
      )}
      <Button variant="primary" className="h-10" busy={join.isPending} onClick={() => join.mutate()}>
        {words.join}
      </Button>
    </section>
  );
}
