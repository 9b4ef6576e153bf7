package io.sparkbot.api.room;

import java.time.Instant;
import java.util.UUID;

/** The membership of one person in one room. */
public record Member(UUID roomId, UUID personId, RoomRole role, Instant joinedAt) {}
