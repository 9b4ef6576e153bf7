package io.sparkbot.api.room;

/** What a member may do in a room. */
public enum RoomRole {
    OWNER,
    MOD,
    MEMBER,
    VIEWER,
    BOT;

    /** Whether this role may send messages and decide approvals it asked for. */
    public boolean canSend() {
        return this != VIEWER;
    }

    /** Whether this role leads the room: may decide other members' approvals and manage members. */
    public boolean leads() {
        return this == OWNER || this == MOD;
    }
}
