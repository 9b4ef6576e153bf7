package io.sparkbot.rooms;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.web.SocketConnection;
import io.sparkbot.api.web.SocketEndpoint;
import io.sparkbot.api.web.SocketHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** One socket for many rooms: what happens in those that the client has joined, with the same frames as the socket of one room. */
@Component(service = SocketEndpoint.class, property = SocketEndpoint.PATH + "=/chat/ws")
public final class ChatSocketEndpoint implements SocketEndpoint {

    static final int ROOMS_AT_MOST = 200;
    private static final int TRY_LATER = 1013;

    private final RoomDirectory rooms;
    private final Audiences audiences;
    private final SocketWords words;
    private final Set<SocketConnection> open = ConcurrentHashMap.newKeySet();

    @Activate
    public ChatSocketEndpoint(@Reference RoomDirectory rooms, @Reference Audiences audiences, @Reference SocketWords words) {
        this.rooms = rooms;
        this.audiences = audiences;
        this.words = words;
    }

    @Deactivate
    void deactivate() {
        open.forEach(connection -> connection.close(TRY_LATER, "rooms are being updated; connect again"));
    }

    @Override
    public SocketHandler open(SocketConnection connection) {
        open.add(connection);
        return new Handler(connection);
    }

    private final class Handler implements SocketHandler {

        private final SocketConnection connection;
        private final Map<UUID, Seat> seats = new ConcurrentHashMap<>();

        Handler(SocketConnection connection) {
            this.connection = connection;
        }

        @Override
        public void text(String frame) {
            JsonNode read = Frames.read(frame).orElse(MissingNode.getInstance());
            JsonNode payload = read.path("payload");
            try {
                switch (read.path("type").asText()) {
                    case "ping" -> connection.send(Frames.pong());
                    case "join_room" -> join(room(payload), payload.path("turn_events").asBoolean());
                    case "leave_room" -> leave(room(payload));
                    case "typing" -> seat(room(payload)).ifPresent(seat -> audiences.typing(seat, payload.path("is_typing").asBoolean()));
                    case "message" -> connection.send(words.store(room(payload), connection.session().person(), payload));
                    default -> connection.send(Frames.error("Send a JSON object whose type is join_room, leave_room, message, typing or ping."));
                }
            } catch (Problem refused) {
                connection.send(Frames.error(refused.detail()));
            } catch (DatabaseUnavailable e) {
                connection.send(Frames.error("The database does not answer. Try again in a moment."));
            }
        }

        private static UUID room(JsonNode payload) {
            return Fields.id("body", "room_id", payload.path("room_id").asText());
        }

        private Optional<Seat> seat(UUID roomId) {
            return Optional.ofNullable(seats.get(roomId));
        }

        private void join(UUID roomId, boolean followTurns) {
            Seat before = seats.get(roomId);
            if (before != null) {
                audiences.followTurns(before, followTurns);
                return;
            }
            if (seats.size() >= ROOMS_AT_MOST) {
                throw Problem.conflict("conflict", "This connection has joined " + ROOMS_AT_MOST + " rooms, which is the limit. Leave one first.");
            }
            Seat seat = new Seat(roomId, connection, rooms.enter(roomId, connection.session().person()).member().role(), this::taken);
            seats.put(roomId, seat);
            try {
                audiences.sit(seat, online -> {
                    RoomDirectory.Entry entry = rooms.enter(roomId, seat.person());
                    seat.open(Frames.joined(entry.details().room(), online, entry.member().role().canSend()), java.util.List.of());
                });
            } catch (RuntimeException e) {
                seats.remove(roomId, seat);
                throw e;
            }
            audiences.followTurns(seat, followTurns);
        }

        private void leave(UUID roomId) {
            Seat seat = seats.remove(roomId);
            if (seat != null) {
                audiences.stand(seat);
                connection.send(Frames.left(roomId, "you have left the room on this connection"));
            }
        }

        /** The place in one room is gone; the others stay. */
        private void taken(Seat seat, int code, String reason) {
            if (seats.remove(seat.roomId(), seat)) {
                audiences.stand(seat);
                connection.send(Frames.left(seat.roomId(), reason));
            }
        }

        @Override
        public void closed() {
            open.remove(connection);
            seats.values().forEach(audiences::stand);
            seats.clear();
        }
    }
}
