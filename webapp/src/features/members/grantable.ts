import type { RoomRole } from "@/api/types";

const BELOW_MOD: RoomRole[] = ["MEMBER", "VIEWER"];

/** The roles that somebody with `mine` may give to a member who now has `theirs`; none when nothing may be changed. */
export function grantable(mine: RoomRole, theirs: RoomRole): RoomRole[] {
  if (mine === "OWNER") return ["OWNER", "MOD", ...BELOW_MOD];
  if (mine === "MOD" && theirs !== "OWNER" && theirs !== "MOD") return BELOW_MOD;
  return [];
}
