package io.sparkbot.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.person.People;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnState;

/**
 * Stores how a turn ends: the answer, the last event and the state in one transaction, so that none is ever seen without the others. A
 * turn ends once; whoever comes second learns how it ended.
 */
final class Endings {

    static final String BOT = "sparkbot";

    private static final int MAX_ANSWER = 100_000;
    private static final String CUT = "\n\n[The answer was longer than a message can be and was cut here.]";
    private static final String INTERRUPTED = "{\"interrupted\":true}";

    private final TurnStore store;
    private final Rooms rooms;
    private final Messages messages;
    private final People people;
    private final RoomEvents events;
    private final Contributions contributions;
    private final Duration patience;

    /** @param patience how long the database may be away before the ending is given up */
    Endings(TurnStore store, Rooms rooms, Messages messages, People people, RoomEvents events, Contributions contributions, Duration patience) {
        this.store = store;
        this.rooms = rooms;
        this.messages = messages;
        this.people = people;
        this.events = events;
        this.contributions = contributions;
        this.patience = patience;
    }

    /**
     * How a turn shall end.
     *
     * @param text the answer, or what there is of it
     * @param note said in addition, to the person and in the stored answer; empty for none
     * @param meta what is kept about the answer, a JSON object
     * @param givesWay whether the turn goes on instead when something was added to it meanwhile
     */
    record Ending(TurnState state, String text, String note, Optional<TurnEvent.Failed> failure, Optional<String> meta, boolean givesWay) {

        static Ending done(String text, String note) {
            return new Ending(TurnState.DONE, text, note, Optional.empty(), Optional.empty(), true);
        }

        static Ending withNote(String text, String note) {
            return new Ending(TurnState.DONE, text, note, Optional.empty(), Optional.empty(), false);
        }

        /** An answer that no model gave. */
        static Ending told(String text, String meta) {
            return new Ending(TurnState.DONE, text, "", Optional.empty(), Optional.of(meta), false);
        }

        static Ending cutOff(TurnState state, String text) {
            return new Ending(state, text, "", Optional.empty(), Optional.of(INTERRUPTED), false);
        }

        static Ending failed(String text, String code, String advice) {
            return new Ending(TurnState.FAILED, text, "", Optional.of(new TurnEvent.Failed(code, advice)), Optional.of(INTERRUPTED), false);
        }

        boolean interrupted() {
            return state != TurnState.DONE;
        }
    }

    /**
     * How a turn has ended.
     *
     * @param ours whether it was this call that ended it
     * @param events its last events, from number {@code firstSeq} on
     */
    record Ended(Turn turn, boolean ours, long firstSeq, List<TurnEvent> events) {}

    /**
     * Ends the turn; empty when it does not exist any more.
     *
     * @param known number of the newest event of the log that runs the turn, so that the events after it are told when somebody else has
     *     ended the turn; 0 when whoever ends it does not run it
     * @throws Steered when the ending gives way to what was added to the turn, and there is something the model has not read
     * @throws DatabaseUnavailable when the database stayed away
     */
    Optional<Ended> end(UUID turnId, long known, Ending ending) {
        long end = System.nanoTime() + patience.toNanos();
        for (long pause = 50; ; pause = Math.min(2 * pause, 1000)) {
            try {
                return store.transaction(() -> endOnce(turnId, known, ending));
            } catch (DatabaseUnavailable e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                pause(pause);
            }
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Ended> endOnce(UUID turnId, long known, Ending ending) {
        Optional<TurnStore.Row> row = store.lock(turnId);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        Turn turn = row.get().turn();
        if (turn.state().isOver()) {
            List<TurnEvent.Numbered> told = store.eventsAfter(turnId, known, 1000);
            long first = told.isEmpty() ? known + 1 : told.getFirst().seq();
            return Optional.of(new Ended(turn, false, first, told.stream().map(TurnEvent.Numbered::event).toList()));
        }
        if (ending.givesWay() && row.get().steered() && store.hasUnread(turnId)) {
            throw new Steered();
        }
        if (rooms.find(turn.roomId()).isEmpty()) {
            return Optional.empty();
        }
        Optional<UUID> answer = store(turn, row.get().origin().replaces(), ending);
        List<TurnEvent> last = new ArrayList<>();
        if (!ending.note().isEmpty()) {
            last.add(new TurnEvent.Token(spoken(ending)));
        }
        boolean silent = answer.isEmpty() && !ending.interrupted();
        last.add(ending.failure().<TurnEvent>map(failure -> failure).orElseGet(() -> new TurnEvent.Done(answer, ending.interrupted(), silent)));
        long first = newest(turn, known) + 1;
        store.appendEvents(turnId, first, last);
        Turn over = store.end(turn, ending.state(), first + last.size() - 1, silent);
        if (turn.state() == TurnState.PARKED || ending.interrupted()) {
            contributions.approvalsNow().ifPresent(approvals -> approvals.withdraw(turnId, "the turn ended: " + ending.state().wire()));
        }
        events.publish(new RoomEvent.TurnChanged(turn.roomId(), turnId, ending.state().wire(), turn.messageId()));
        return Optional.of(new Ended(over, true, first, last));
    }

    /**
     * A number that no event has that was stored or shown. Whoever ends a turn that another engine ran cannot know what that one showed, and
     * that one may still be storing, so it leaves room: a reader that asks for what comes after the last number it saw gets the ending.
     */
    private static long newest(Turn turn, long known) {
        if (known > 0 || turn.state() == TurnState.PARKED) {
            return Math.max(turn.lastSeq(), known);
        }
        return turn.lastSeq() + EventLog.BEYOND_SHOWN;
    }

    private Optional<UUID> store(Turn turn, Optional<UUID> replaces, Ending ending) {
        String text = ending.note().isEmpty() ? ending.text() : ending.text() + spoken(ending);
        if (text.isBlank()) {
            replaces.ifPresent(old -> messages.putBack(turn.roomId(), old));
            return Optional.empty();
        }
        UUID bot = people.bot(BOT, "Sparkbot").id();
        return Optional.of(messages.add(new NewMessage(turn.roomId(), bot, fitting(text), Optional.empty(), ending.meta(), Optional.of(turn.messageId()), replaces)).id());
    }

    private static String spoken(Ending ending) {
        return ending.text().isBlank() ? ending.note() : "\n\n" + ending.note();
    }

    private static String fitting(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= MAX_ANSWER ? text : text.substring(0, text.offsetByCodePoints(0, MAX_ANSWER - CUT.length())) + CUT;
    }
}
