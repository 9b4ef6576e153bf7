package io.sparkbot.rooms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomObserver;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.web.SocketConnection;
import io.sparkbot.api.web.SocketEndpoint;
import io.sparkbot.api.web.SocketHandler;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The room socket: tells everybody who has the room open what happens in it, and takes messages. */
@Component(service = {SocketEndpoint.class, RoomObserver.class}, property = SocketEndpoint.PATH + "=/chat/ws/rooms/{room_id}")
public final class RoomSocketEndpoint implements SocketEndpoint, RoomObserver {

    private static final int MALFORMED_ID = 4000;
    private static final int NOT_MEMBER = 4003;
    private static final int NO_ROOM = 4004;
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
    private final People people;
    private final Map<UUID, List<RoomSocket>> audiences = new ConcurrentHashMap<>();
    private volatile @Nullable Approvals approvals;

    @Activate
    public RoomSocketEndpoint(@Reference RoomDirectory rooms, @Reference Transcript transcript, @Reference People people) {
        this.rooms = rooms;
        this.transcript = transcript;
        this.people = people;
    }

    /** Approvals need rooms themselves and come after them; without them no socket is told a {@code confirm_id}. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setApprovals(Approvals service) {
        approvals = service;
    }

    void unsetApprovals(Approvals service) {
        if (approvals == service) {
            approvals = null;
        }
    }

    @Deactivate
    void deactivate() {
        audiences.values().forEach(audience -> audience.forEach(socket -> socket.close(TRY_LATER, "rooms are being updated; connect again")));
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
            connection.close(refused.status() == 404 ? NO_ROOM : NOT_MEMBER, refused.detail());
        } catch (DatabaseUnavailable e) {
            connection.close(TRY_LATER, "the database does not answer; connect again");
        }
        return REFUSED;
    }

    private SocketHandler join(UUID roomId, SocketConnection connection) {
        RoomDirectory.Entry entry = rooms.enter(roomId, connection.session().person());
        RoomSocket socket = new RoomSocket(roomId, connection, this, entry.member().role());
        boolean arrived = !online(roomId).containsKey(socket.person().id());
        audiences.compute(roomId, (id, audience) -> {
            List<RoomSocket> joined = audience == null ? new CopyOnWriteArrayList<>() : audience;
            joined.add(socket);
            return joined;
        });
        try {
            entry = rooms.enter(roomId, socket.person());
            Transcript.Page page = transcript.newestPage(roomId, entry.details().messageCount(), SHOWN_AT_FIRST);
            Collection<Person> online = online(roomId).values();
            socket.open(
                    Frames.connected(entry.details().room(), page, online, entry.member().role().canSend()),
                    page.messages().stream().map(Message::id).toList());
            String presence = Frames.presence("joined", socket.person(), online);
            (arrived ? audience(roomId) : List.of(socket)).forEach(other -> other.send(presence));
            return socket;
        } catch (Problem | DatabaseUnavailable e) {
            leave(socket);
            throw e;
        }
    }

    void leave(RoomSocket socket) {
        audiences.computeIfPresent(socket.roomId(), (id, audience) -> {
            audience.remove(socket);
            return audience.isEmpty() ? null : audience;
        });
        Map<UUID, Person> online = online(socket.roomId());
        if (!online.containsKey(socket.person().id())) {
            String presence = Frames.presence("left", socket.person(), online.values());
            audience(socket.roomId()).forEach(other -> other.send(presence));
        }
    }

    void typing(RoomSocket from, boolean typing) {
        if (from.role().canSend()) {
            String frame = Frames.typing(from.roomId(), from.person(), typing);
            audience(from.roomId()).stream().filter(other -> other != from).forEach(other -> other.send(frame));
        }
    }

    Message store(NewMessage message, Person person) {
        rooms.require(message.roomId(), person).sending();
        return transcript.add(message);
    }

    @Override
    public void on(RoomEvent event) {
        List<RoomSocket> audience = audience(event.roomId());
        if (audience.isEmpty()) {
            return;
        }
        switch (event) {
            case RoomEvent.MessageAdded added -> tell(audience, Optional.of(added.message().id()), Frames.messageAdded(added.message()));
            case RoomEvent.MessageChanged changed -> tell(audience, Optional.empty(), Frames.messageChanged(changed.message()));
            case RoomEvent.MessageDeleted deleted -> tell(audience, Optional.empty(), Frames.messageDeleted(deleted.messageId()));
            case RoomEvent.PathChanged changed -> tell(audience, Optional.empty(), Frames.pathChanged());
            case RoomEvent.QueueChanged changed -> tell(
                    audience.stream().filter(socket -> socket.person().id().equals(changed.personId())).toList(), Optional.empty(), Frames.queueChanged());
            case RoomEvent.TurnChanged turn -> tell(audience, Optional.empty(), Frames.turn(turn));
            case RoomEvent.ConfirmationChanged confirmation -> confirmation(audience, confirmation);
            case RoomEvent.MembershipChanged membership -> membership(audience, membership);
            case RoomEvent.RoomDeleted deleted -> audience.forEach(socket -> socket.close(NO_ROOM, "the room was deleted"));
            case RoomEvent.RoomChanged changed -> {}
        }
    }

    private static void tell(List<RoomSocket> audience, Optional<UUID> messageId, String frame) {
        audience.forEach(socket -> socket.send(messageId, frame));
    }

    /** The id of an approval is for those who may decide it; the others learn that something is waiting. */
    private void confirmation(List<RoomSocket> audience, RoomEvent.ConfirmationChanged change) {
        Approvals store = approvals;
        Optional<Approval> approval = store == null ? Optional.empty() : store.find(change.confirmId());
        String full = Frames.confirmation(Optional.of(change.confirmId()), change.state());
        String blind = Frames.confirmation(Optional.empty(), change.state());
        for (RoomSocket socket : audience) {
            socket.send(approval.filter(a -> mayKnow(a, socket)).isPresent() ? full : blind);
        }
    }

    private boolean mayKnow(Approval approval, RoomSocket socket) {
        return socket.role().canSend()
                && (approval.personId().equals(socket.person().id()) || socket.role().leads() || people.isOperator(socket.person()));
    }

    private static void membership(List<RoomSocket> audience, RoomEvent.MembershipChanged change) {
        for (RoomSocket socket : audience) {
            if (socket.person().id().equals(change.personId())) {
                if (change.role().isEmpty()) {
                    socket.close(NOT_MEMBER, "you are no longer a member of this room");
                } else {
                    socket.role(RoomRole.valueOf(change.role()));
                }
            }
        }
    }

    private List<RoomSocket> audience(UUID roomId) {
        return audiences.getOrDefault(roomId, List.of());
    }

    /** Who has the room open on this node, each once, in the order of arrival. */
    private Map<UUID, Person> online(UUID roomId) {
        Map<UUID, Person> online = new LinkedHashMap<>();
        new ArrayList<>(audience(roomId)).forEach(socket -> online.putIfAbsent(socket.person().id(), socket.person()));
        return online;
    }
}
