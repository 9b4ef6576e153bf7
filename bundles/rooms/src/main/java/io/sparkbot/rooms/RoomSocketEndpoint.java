package io.sparkbot.rooms;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.web.SocketConnection;
import io.sparkbot.api.web.SocketEndpoint;
import io.sparkbot.api.web.SocketHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The socket of one room: shows what was said, tells what happens, and takes messages. */
@Component(service = SocketEndpoint.class, property = SocketEndpoint.PATH + "=/chat/ws/rooms/{room_id}")
public final class RoomSocketEndpoint implements SocketEndpoint {

    private static final int MALFORMED_ID = 4000;
    private static final int TRY_LATER = 1013;
    private static final int SHOWN_AT_FIRST = 50;

    private static final SocketHandler REFUSED = new SocketHandler() {
        @Override
        public void text(String frame) {}

        @Override
        public void closed() {}
    };

    private final RoomDirectory rooms;
    private final Transcript transcript;
    private final Audiences audiences;
    private final SocketWords words;
    private final Set<SocketConnection> open = ConcurrentHashMap.newKeySet();

    @Activate
    public RoomSocketEndpoint(@Reference RoomDirectory rooms, @Reference Transcript transcript, @Reference Audiences audiences, @Reference SocketWords words) {
        this.rooms = rooms;
        this.transcript = transcript;
        this.audiences = audiences;
        this.words = words;
    }

    @Deactivate
    void deactivate() {
        open.forEach(connection -> connection.close(TRY_LATER, "rooms are being updated; connect again"));
    }

    @Override
    public SocketHandler open(SocketConnection connection) {
        UUID roomId;
        try {
            roomId = Fields.id("path", "room_id", connection.path().get("room_id"));
        } catch (Problem malformed) {
            connection.close(MALFORMED_ID, malformed.detail());
            return REFUSED;
        }
        try {
            return join(roomId, connection);
        } catch (Problem refused) {
            connection.close(refused.status() == 404 ? Audiences.NO_ROOM : Audiences.NOT_MEMBER, refused.detail());
        } catch (DatabaseUnavailable e) {
            connection.close(TRY_LATER, "the database does not answer; connect again");
        }
        return REFUSED;
    }

    private SocketHandler join(UUID roomId, SocketConnection connection) {
        Seat seat = new Seat(roomId, connection, rooms.enter(roomId, connection.session().person()).member().role(),
                (taken, code, reason) -> connection.close(code, reason));
        audiences.sit(seat, online -> {
            RoomDirectory.Entry entry = rooms.enter(roomId, seat.person());
            Transcript.Page page = transcript.newestPage(roomId, entry.details().messageCount(), SHOWN_AT_FIRST);
            seat.open(
                    Frames.connected(entry.details().room(), page, online, entry.member().role().canSend()),
                    page.messages().stream().map(Message::id).toList());
        });
        open.add(connection);
        return new Handler(seat, connection);
    }

    private final class Handler implements SocketHandler {

        private final Seat seat;
        private final SocketConnection connection;

        Handler(Seat seat, SocketConnection connection) {
            this.seat = seat;
            this.connection = connection;
        }

        @Override
        public void text(String frame) {
            JsonNode read = Frames.read(frame).orElse(MissingNode.getInstance());
            try {
                switch (read.path("type").asText()) {
                    case "ping" -> seat.send(Frames.pong());
                    case "typing" -> audiences.typing(seat, read.path("is_typing").asBoolean(read.path("payload").path("is_typing").asBoolean()));
                    case "message" -> seat.send(words.store(seat.roomId(), seat.person(), read));
                    case "turn_events" -> audiences.followTurns(seat, read.path("on").asBoolean());
                    default -> seat.send(Frames.error("Send a JSON object whose type is message, typing, turn_events or ping."));
                }
            } catch (Problem refused) {
                seat.send(Frames.error(refused.detail()));
            } catch (DatabaseUnavailable e) {
                seat.send(Frames.error("The message is not stored: the database does not answer. Try again in a moment."));
            }
        }

        @Override
        public void closed() {
            open.remove(connection);
            audiences.stand(seat);
        }
    }
}
