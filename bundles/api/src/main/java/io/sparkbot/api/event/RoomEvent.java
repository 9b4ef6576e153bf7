package io.sparkbot.api.event;

import java.util.UUID;

import io.sparkbot.api.room.Message;

/** Something that happened in a room after it was committed. */
public sealed interface RoomEvent {

    UUID roomId();

    record MessageAdded(UUID roomId, Message message) implements RoomEvent {}

    record MessageChanged(UUID roomId, Message message) implements RoomEvent {}

    record MessageDeleted(UUID roomId, UUID messageId) implements RoomEvent {}

    /** Another path through the versions of messages is shown; what was listed before may not be current any more. */
    record PathChanged(UUID roomId) implements RoomEvent {}

    /**
     * A turn started, was parked, went on, or ended.
     *
     * @param state the wire name of the turn's state, such as {@code running}
     * @param messageId the human message the turn answers
     */
    record TurnChanged(UUID roomId, UUID turnId, String state, UUID messageId) implements RoomEvent {}

    /** Something was put into the line of a person's waiting messages, or taken out. */
    record QueueChanged(UUID roomId, UUID personId) implements RoomEvent {}

    /** An approval was asked for or decided; {@code state} is its wire name. */
    record ConfirmationChanged(UUID roomId, UUID confirmId, String state) implements RoomEvent {}

    /** A person joined, left, or has another role; {@code role} is empty when the person is no longer a member. */
    record MembershipChanged(UUID roomId, UUID personId, String role) implements RoomEvent {}

    record RoomChanged(UUID roomId) implements RoomEvent {}

    record RoomDeleted(UUID roomId) implements RoomEvent {}
}
