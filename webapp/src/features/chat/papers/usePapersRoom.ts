import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { membersQuery } from "@/api/members";
import { directRoomQuery, membershipQuery, roomQuery } from "@/api/rooms";
import { text } from "@/text/text";

/** The room whose papers are looked at, as the pages about them need it. */
export function usePapersRoom() {
  const { roomId } = useParams({ strict: false }) as { roomId: string };
  const room = useQuery(roomQuery(roomId));
  const role = useQuery(membershipQuery(roomId)).data?.role;
  const members = useQuery(membersQuery(roomId));
  const direct = useQuery(directRoomQuery).data?.room_id === roomId;
  const author = (id: string): string => {
    if (!members.data) return "";
    const user = members.data.find((member) => member.user_id === id)?.user;
    return user ? text.papers.by(user.bot_display_name ?? user.username) : text.papers.bySomebody;
  };
  return { roomId, room, author, leads: role === "OWNER" || role === "MOD", back: direct ? "/dm" : `/rooms/${roomId}` };
}
