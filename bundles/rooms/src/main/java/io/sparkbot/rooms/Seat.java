package io.sparkbot.rooms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.SocketConnection;
import org.jspecify.annotations.Nullable;

/**
 * One person's place in a room on one connection. What happens between joining and the first frame is held back, and messages that the first
 * frame shows are not sent again, however late they are told: a client sees the transcript and then everything after it, each message once.
 */
final class Seat {

    private final UUID roomId;
    private final SocketConnection connection;
    private final Leaving leaving;
    private final Map<UUID, TurnRelay> relays = new HashMap<>();
    private @Nullable List<Held> held = new ArrayList<>();
    private List<UUID> shown = List.of();
    private boolean followsTurns;
    private boolean gone;
    private volatile RoomRole role;

    private record Held(Optional<UUID> messageId, String frame) {}

    /** What happens to the connection when its place in the room is taken away. */
    interface Leaving {

        void leave(Seat seat, int code, String reason);
    }

    Seat(UUID roomId, SocketConnection connection, RoomRole role, Leaving leaving) {
        this.roomId = roomId;
        this.connection = connection;
        this.role = role;
        this.leaving = leaving;
    }

    UUID roomId() {
        return roomId;
    }

    Person person() {
        return connection.session().person();
    }

    RoomRole role() {
        return role;
    }

    void role(RoomRole changed) {
        role = changed;
    }

    void send(String frame) {
        send(Optional.empty(), frame);
    }

    /** @param messageId of the message that the frame brings; empty for every other frame */
    synchronized void send(Optional<UUID> messageId, String frame) {
        if (gone) {
            return;
        }
        if (held != null) {
            held.add(new Held(messageId, frame));
        } else if (messageId.filter(this::isKnown).isEmpty()) {
            connection.send(frame);
        }
    }

    /** Whether the first frame shows the message, or left it out as older than all it shows. */
    private boolean isKnown(UUID messageId) {
        return shown.contains(messageId) || !shown.isEmpty() && Ids.isBefore(messageId, shown.getFirst());
    }

    /**
     * Sends the first frame and then what was held back.
     *
     * @param messages identifiers of the messages that the first frame shows, oldest first
     */
    synchronized void open(String first, List<UUID> messages) {
        List<Held> waiting = held == null ? List.of() : held;
        held = null;
        shown = messages;
        connection.send(first);
        waiting.forEach(frame -> send(frame.messageId(), frame.frame()));
    }

    /** Takes the place away: the person is no longer a member, or the room is gone. */
    void takeAway(int code, String reason) {
        closed();
        leaving.leave(this, code, reason);
    }

    /** Nothing more is sent from here. */
    void closed() {
        List<TurnRelay> open;
        synchronized (this) {
            gone = true;
            open = List.copyOf(relays.values());
            relays.clear();
        }
        open.forEach(TurnRelay::close);
    }

    synchronized void followTurns(boolean follow) {
        followsTurns = follow;
    }

    /** Tells the events of a turn that runs, if the client wants to hear them; the same relay goes on when a parked turn does. */
    void relay(UUID turnId, java.util.function.Supplier<TurnRelay> made) {
        TurnRelay relay;
        synchronized (this) {
            if (gone || !followsTurns) {
                return;
            }
            relay = relays.computeIfAbsent(turnId, id -> made.get());
        }
        relay.run();
    }

    synchronized void forget(UUID turnId) {
        relays.remove(turnId);
    }
}
