package io.sparkbot.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomObserver;
import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.person.SessionObserver;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.Turns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that a long answer has ended or an approval waits, gives the person a moment to see it on an open page, and has their devices told
 * when they did not.
 */
@Component(service = {RoomObserver.class, SessionObserver.class})
public final class Watch implements RoomObserver, SessionObserver {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    /** An open page says within a second or so what its reader has seen. */
    private static final Duration MOMENT = Duration.ofSeconds(4);
    private static final Duration WORTH = Duration.ofHours(12);

    private final Turns turns;
    private final Approvals approvals;
    private final Rooms rooms;
    private final Preferences preferences;
    private final NoticeStore store;
    private final NoticesSettings settings;
    private final Courier courier;
    private final Clock clock;
    private final Duration moment;
    private final ExecutorService work;

    @Activate
    public Watch(
            @Reference Turns turns,
            @Reference Approvals approvals,
            @Reference Rooms rooms,
            @Reference Preferences preferences,
            @Reference NoticeStore store,
            @Reference NoticesSettings settings,
            @Reference Courier courier) {
        this(turns, approvals, rooms, preferences, store, settings, courier, Clock.systemUTC(), MOMENT, Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("notices").factory()));
    }

    Watch(
            Turns turns,
            Approvals approvals,
            Rooms rooms,
            Preferences preferences,
            NoticeStore store,
            NoticesSettings settings,
            Courier courier,
            Clock clock,
            Duration moment,
            ExecutorService work) {
        this.turns = turns;
        this.approvals = approvals;
        this.rooms = rooms;
        this.preferences = preferences;
        this.store = store;
        this.settings = settings;
        this.courier = courier;
        this.clock = clock;
        this.moment = moment;
        this.work = work;
    }

    @Deactivate
    void stop() {
        work.shutdownNow();
    }

    @Override
    public void on(RoomEvent event) {
        switch (event) {
            case RoomEvent.TurnChanged turn when isEnd(turn.state()) && isLong(turn.turnId()) -> later(() -> answered(turn.turnId()));
            case RoomEvent.ConfirmationChanged asked when asked.state().equals(Approval.State.PENDING.wire()) -> later(() -> asked(asked.confirmId()));
            default -> {}
        }
    }

    @Override
    public void ended(UUID sessionId, UUID personId) {
        store.removeOf(sessionId);
    }

    /** A person who stops an answer knows that it has ended. */
    private static boolean isEnd(String state) {
        return state.equals(TurnState.DONE.wire()) || state.equals(TurnState.FAILED.wire());
    }

    /** The id of a turn holds the moment it began (RFC 9562 §5.7), so the many short ones cost nothing. */
    private boolean isLong(UUID turnId) {
        Instant began = Instant.ofEpochMilli(turnId.getMostSignificantBits() >>> 16);
        return !began.plus(settings.longAnswer()).isAfter(clock.instant());
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private void later(Task task) {
        work.execute(() -> {
            try {
                Thread.sleep(moment);
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (DatabaseUnavailable e) {
                log.warn("a notice is not sent: the database is away", e);
            }
        });
    }

    private void answered(UUID turnId) throws InterruptedException {
        var turn = turns.find(turnId);
        if (turn.isPresent() && rooms.unread(turn.get().roomId(), turn.get().personId()) > 0) {
            tell(Notice.Kind.ANSWER, turn.get().personId(), turn.get().roomId(), WORTH);
        }
    }

    private void asked(UUID confirmId) throws InterruptedException {
        Optional<Approval> waiting = approvals.find(confirmId).filter(approval -> approval.state() == Approval.State.PENDING);
        if (waiting.isPresent()) {
            Approval approval = waiting.get();
            tell(Notice.Kind.APPROVAL, approval.personId(), approval.roomId(), Duration.between(clock.instant(), approval.expiresAt()));
        }
    }

    private void tell(Notice.Kind kind, UUID personId, UUID roomId, Duration worth) throws InterruptedException {
        Preferences.Choice choice = preferences.of(personId);
        if (!choice.notices()) {
            return;
        }
        List<Device> devices = store.of(personId);
        if (devices.isEmpty() || rooms.member(roomId, personId).isEmpty()) {
            return;
        }
        Optional<String> name = settings.roomNames() ? rooms.find(roomId).map(Room::name) : Optional.empty();
        Optional<String> language = choice.locale().map(Locale::toLanguageTag);
        courier.tell(devices, new Notice(kind, roomId, name, language, worth));
    }
}
