package io.sparkbot.turns;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomObserver;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Caller;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The event streams that clients read now. Whoever leaves a room, or is removed from it, stops reading there at once. */
@Component(service = {OpenStreams.class, RoomObserver.class})
public final class OpenStreams implements RoomObserver {

    private final Contributions contributions;
    private final Rooms rooms;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    private record Open(UUID roomId, UUID personId, TurnStream stream) {}

    @Activate
    public OpenStreams(@Reference Contributions contributions, @Reference Rooms rooms) {
        this.contributions = contributions;
        this.rooms = rooms;
    }

    /** The answer to a request for a turn's events after a number. */
    Response follow(Turns turns, UUID turnId, long after, UUID roomId, Person person, Caller caller, HttpHeaders headers) {
        String agent = headers.getHeaderString(HttpHeaders.USER_AGENT);
        boolean plainScript = !caller.browser() && agent != null && agent.startsWith("Python-urllib");
        return asStream(open(turns.follow(turnId, after), roomId, person, plainScript));
    }

    EventStream open(TurnStream events, UUID roomId, Person person, boolean plainScript) {
        return open(events, roomId, person, plainScript, Map.of());
    }

    EventStream open(TurnStream events, UUID roomId, Person person, boolean plainScript, Map<String, String> added) {
        Open entry = new Open(roomId, person.id(), events);
        open.add(entry);
        if (rooms.member(roomId, person.id()).isEmpty()) {
            events.close(); // removed after the request was let in and before the stream was known here
        }
        return new EventStream(events, viewer(person, plainScript), added, () -> open.remove(entry));
    }

    static Response asStream(Object events) {
        return Response.ok(events, "text/event-stream; charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private EventStream.Viewer viewer(Person person, boolean plainScript) {
        return new EventStream.Viewer() {
            @Override
            public boolean mayDecide(TurnEvent.ConfirmRequired asked) {
                return contributions.approvals().flatMap(approvals -> known(approvals, asked)).isPresent();
            }

            private java.util.Optional<io.sparkbot.api.policy.Approval> known(Approvals approvals, TurnEvent.ConfirmRequired asked) {
                return approvals.find(asked.confirmId()).filter(approval -> approvals.mayDecide(approval, person));
            }

            @Override
            public boolean plainScript() {
                return plainScript;
            }
        };
    }

    @Override
    public void on(RoomEvent event) {
        if (event instanceof RoomEvent.MembershipChanged change && change.role().isEmpty()) {
            open.stream()
                    .filter(entry -> entry.roomId().equals(change.roomId()) && entry.personId().equals(change.personId()))
                    .forEach(entry -> entry.stream().close());
        }
    }
}
