package io.sparkbot.rooms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
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
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.Turns;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Who has which room open on this node, whatever the kind of socket, and what they are told. */
@Component(service = {Audiences.class, RoomObserver.class})
public final class Audiences implements RoomObserver {

    static final int NOT_MEMBER = 4003;
    static final int NO_ROOM = 4004;
    private static final int FOLLOWED = 50;

    private final People people;
    private final Map<UUID, List<Seat>> audiences = new ConcurrentHashMap<>();
    private volatile @Nullable Approvals approvals;
    private volatile @Nullable Turns turns;

    @Activate
    public Audiences(@Reference People people) {
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

    /** The turn engine needs rooms itself and comes after them. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setTurns(Turns service) {
        turns = service;
    }

    void unsetTurns(Turns service) {
        if (turns == service) {
            turns = null;
        }
    }

    /** What is shown to somebody who sits down, made once they are told what happens from now on. */
    interface First {

        /** @throws io.sparkbot.api.web.Problem when the person may not be here after all */
        void show(Collection<Person> online);
    }

    /** Seats the person; everybody learns of an arrival, the person alone of a further seat of theirs. */
    void sit(Seat seat, First first) {
        boolean arrived = !online(seat.roomId()).containsKey(seat.person().id());
        audiences.compute(seat.roomId(), (id, audience) -> {
            List<Seat> joined = audience == null ? new CopyOnWriteArrayList<>() : audience;
            joined.add(seat);
            return joined;
        });
        try {
            Collection<Person> online = online(seat.roomId()).values();
            first.show(online);
            String presence = Frames.presence(seat.roomId(), "joined", seat.person(), online);
            (arrived ? audience(seat.roomId()) : List.of(seat)).forEach(other -> other.send(presence));
        } catch (RuntimeException e) {
            stand(seat);
            throw e;
        }
    }

    /** Gives the seat up; everybody learns when it was the person's last one. */
    void stand(Seat seat) {
        seat.closed();
        boolean[] sat = new boolean[1];
        audiences.computeIfPresent(seat.roomId(), (id, audience) -> {
            sat[0] = audience.remove(seat);
            return audience.isEmpty() ? null : audience;
        });
        Map<UUID, Person> online = online(seat.roomId());
        if (sat[0] && !online.containsKey(seat.person().id())) {
            String presence = Frames.presence(seat.roomId(), "left", seat.person(), online.values());
            audience(seat.roomId()).forEach(other -> other.send(presence));
        }
    }

    void typing(Seat from, boolean typing) {
        if (from.role().canSend()) {
            String frame = Frames.typing(from.roomId(), from.person(), typing);
            audience(from.roomId()).stream().filter(other -> other != from).forEach(other -> other.send(frame));
        }
    }

    /** Tells the seat the events of the turns that run, from their beginning, and of those that start. */
    void followTurns(Seat seat, boolean follow) {
        seat.followTurns(follow);
        Turns engine = turns;
        if (follow && engine != null) {
            engine.of(seat.roomId(), EnumSet.of(TurnState.RUNNING), FOLLOWED).forEach(turn -> relay(engine, seat, turn.id()));
        }
    }

    @Override
    public void on(RoomEvent event) {
        List<Seat> audience = audience(event.roomId());
        if (audience.isEmpty()) {
            return;
        }
        UUID room = event.roomId();
        switch (event) {
            case RoomEvent.MessageAdded added -> tell(audience, Optional.of(added.message().id()), Frames.messageAdded(added.message()));
            case RoomEvent.MessageChanged changed -> tell(audience, Optional.empty(), Frames.messageChanged(changed.message()));
            case RoomEvent.MessageDeleted deleted -> tell(audience, Optional.empty(), Frames.messageDeleted(room, deleted.messageId()));
            case RoomEvent.PathChanged changed -> tell(audience, Optional.empty(), Frames.pathChanged(room));
            case RoomEvent.TurnChanged turn -> turn(audience, turn);
            case RoomEvent.QueueChanged changed -> tell(
                    audience.stream().filter(seat -> seat.person().id().equals(changed.personId())).toList(), Optional.empty(), Frames.queueChanged(room));
            case RoomEvent.ConfirmationChanged confirmation -> confirmation(audience, confirmation);
            case RoomEvent.MembershipChanged membership -> membership(audience, membership);
            case RoomEvent.RoomDeleted deleted -> audience.forEach(seat -> seat.takeAway(NO_ROOM, "the room was deleted"));
            case RoomEvent.RoomChanged changed -> {}
        }
    }

    private static void tell(List<Seat> audience, Optional<UUID> messageId, String frame) {
        audience.forEach(seat -> seat.send(messageId, frame));
    }

    private void turn(List<Seat> audience, RoomEvent.TurnChanged change) {
        tell(audience, Optional.empty(), Frames.turn(change));
        Turns engine = turns;
        if (engine != null && change.state().equals(TurnState.RUNNING.wire())) {
            audience.forEach(seat -> relay(engine, seat, change.turnId()));
        }
    }

    private void relay(Turns engine, Seat seat, UUID turnId) {
        seat.relay(turnId, () -> new TurnRelay(engine, turnId, seat, confirm -> known(confirm).filter(approval -> mayKnow(approval, seat)).isPresent()));
    }

    /** The id of an approval is for those who may decide it; the others learn that something is waiting. */
    private void confirmation(List<Seat> audience, RoomEvent.ConfirmationChanged change) {
        Optional<Approval> approval = known(change.confirmId());
        String full = Frames.confirmation(change.roomId(), Optional.of(change.confirmId()), change.state());
        String blind = Frames.confirmation(change.roomId(), Optional.empty(), change.state());
        for (Seat seat : audience) {
            seat.send(approval.filter(a -> mayKnow(a, seat)).isPresent() ? full : blind);
        }
    }

    private Optional<Approval> known(UUID confirmId) {
        Approvals store = approvals;
        return store == null ? Optional.empty() : store.find(confirmId);
    }

    private boolean mayKnow(Approval approval, Seat seat) {
        return seat.role().canSend()
                && (approval.personId().equals(seat.person().id()) || seat.role().leads() || people.isOperator(seat.person()));
    }

    private static void membership(List<Seat> audience, RoomEvent.MembershipChanged change) {
        for (Seat seat : audience) {
            if (seat.person().id().equals(change.personId())) {
                if (change.role().isEmpty()) {
                    seat.takeAway(NOT_MEMBER, "you are no longer a member of this room");
                } else {
                    seat.role(RoomRole.valueOf(change.role()));
                }
            }
        }
    }

    private List<Seat> audience(UUID roomId) {
        return audiences.getOrDefault(roomId, List.of());
    }

    /** Who has the room open on this node, each once, in the order of arrival. */
    private Map<UUID, Person> online(UUID roomId) {
        Map<UUID, Person> online = new LinkedHashMap<>();
        new ArrayList<>(audience(roomId)).forEach(seat -> online.putIfAbsent(seat.person().id(), seat.person()));
        return online;
    }
}
