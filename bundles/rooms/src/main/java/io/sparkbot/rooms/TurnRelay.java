package io.sparkbot.rooms;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.turn.Turns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the events of one turn to one seat, as the event stream would, on a virtual thread that ends with the turn or with the seat. */
final class TurnRelay {

    private static final Logger log = LoggerFactory.getLogger(TurnRelay.class);
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Turns turns;
    private final UUID turnId;
    private final Seat seat;
    private final Predicate<UUID> mayDecide;
    private long read;
    private boolean running;
    private boolean again;
    private boolean closed;
    private @Nullable TurnStream stream;

    /** @param mayDecide whether the person may know the id of this approval */
    TurnRelay(Turns turns, UUID turnId, Seat seat, Predicate<UUID> mayDecide) {
        this.turns = turns;
        this.turnId = turnId;
        this.seat = seat;
        this.mayDecide = mayDecide;
    }

    /** Tells what there is and what comes; called again when a parked turn goes on. */
    synchronized void run() {
        again = true;
        if (!running && !closed) {
            running = true;
            Thread.ofVirtual().name("turn-relay").start(this::relay);
        }
    }

    private void relay() {
        try {
            while (goesOn()) {
                try (TurnStream events = open()) {
                    follow(events);
                }
            }
        } catch (DatabaseUnavailable e) {
            log.warn("a socket misses the end of turn {}: the database is away", turnId, e);
            stopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped();
        }
    }

    private void follow(TurnStream events) throws InterruptedException {
        while (!events.ended()) {
            Optional<TurnEvent.Numbered> next = events.next(WAIT);
            if (next.isPresent()) {
                TurnEvent.Numbered event = next.get();
                boolean known = !(event.event() instanceof TurnEvent.ConfirmRequired asked) || mayDecide.test(asked.confirmId());
                seat.send(Frames.turnEvent(seat.roomId(), turnId, turns.wire(event, known)));
                read = event.seq();
                if (event.event() instanceof TurnEvent.Done || event.event() instanceof TurnEvent.Failed) {
                    seat.forget(turnId);
                }
            }
        }
    }

    private synchronized boolean goesOn() {
        running = again && !closed;
        again = false;
        return running;
    }

    private synchronized void stopped() {
        running = false;
    }

    private synchronized TurnStream open() {
        TurnStream opened = turns.follow(turnId, read);
        stream = opened;
        if (closed) {
            opened.close();
        }
        return opened;
    }

    void close() {
        TurnStream open;
        synchronized (this) {
            closed = true;
            open = stream;
        }
        if (open != null) {
            open.close();
        }
    }
}
