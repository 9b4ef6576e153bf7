import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { removeMember } from "@/api/members";
import { membershipQuery, roomQuery, roomsQuery } from "@/api/rooms";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Page } from "@/components/page";
import { Failure } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { AboutRoom } from "./AboutRoom";
import { MemberList } from "./MemberList";
import { RoomInvites } from "./RoomInvites";

/** Name, persona, members and invitations of a room. What a role may not change is shown but not offered. */
export function RoomSettingsPage() {
  const words = text.members;
  const { roomId } = useParams({ strict: false }) as { roomId: string };
  const room = useQuery(roomQuery(roomId));
  const mine = useQuery(membershipQuery(roomId));
  const role = mine.data?.role;
  const leads = role === "OWNER" || role === "MOD";
  if (room.isError) return <Failure problem={room.error} retry={() => void room.refetch()} className="m-auto" />;
  return (
    <Page
      title={words.title}
      lead={room.data?.name}
      actions={
        <Button asChild>
          <Link to="/rooms/$roomId" params={{ roomId }}>
            <ArrowLeft aria-hidden className="size-4" />
            {words.back}
          </Link>
        </Button>
      }
    >
      {!room.data || !mine.data ? (
        <Skeleton className="h-64" />
      ) : (
        <div className="grid gap-10">
          <AboutRoom key={room.data.id} room={room.data} mayChange={role === "OWNER"} />
          <MemberList roomId={roomId} myId={mine.data.user_id} myRole={mine.data.role} />
          {leads && <RoomInvites roomId={roomId} />}
          <Leave roomId={roomId} room={room.data.name} myId={mine.data.user_id} />
        </div>
      )}
    </Page>
  );
}

function Leave({ roomId, room, myId }: { roomId: string; room: string; myId: string }) {
  const words = text.members;
  const [asking, setAsking] = useState(false);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => removeMember(roomId, myId),
    onSuccess: async () => {
      await navigate({ to: "/dm" });
      await cache.invalidateQueries({ queryKey: roomsQuery.queryKey });
    },
  });
  return (
    <div>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {words.leave}
      </Button>
      {asking && (
        <ConfirmDialog
          title={words.leaveTitle(room)}
          hint={words.leaveHint}
          action={words.leave}
          busy={leave.isPending}
          problem={leave.error}
          onConfirm={() => leave.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
