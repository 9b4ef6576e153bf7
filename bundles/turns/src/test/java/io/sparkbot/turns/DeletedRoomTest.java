package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room is deleted while words of its turns are being stored. */
@Timeout(60)
class DeletedRoomTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    /** A thread for each, however few the machine shares among all. */
    private final Executor threads = task -> Thread.ofPlatform().start(task);

    private Plant plant;
    private EventWriter writer;

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        writer = new EventWriter((batches, durable) -> {}, plant.patience);
    }

    @AfterEach
    void close() {
        writer.close();
        plant.close();
    }

    private Turn turn(UUID room) {
        return plant.store.insert(room, plant.ada.id(), plant.database.newId(), new TurnStore.Origin("web", true, Optional.empty()), plant.database.newId());
    }

    /** One token of the turn, as the writer takes it from its log. */
    private EventLog.Batch batch(Turn turn) {
        EventLog log = EventLog.of(turn.id(), new TurnEvent.HumanMessage(turn.messageId(), turn.id()), writer);
        log.append(new TurnEvent.Token("late "));
        return log.batch(10);
    }

    private long events(UUID turnId) {
        return plant.database.query(sql -> sql.fetchSingle("select count(*) from turns.turn_event where turn_id = ?", turnId).get(0, Long.class));
    }

    /** Until somebody waits for a lock, or what would wait is over. */
    private void awaitWaiting(CompletableFuture<?> other) {
        while (!other.isDone() && waiting() == 0) {
            Thread.onSpinWait();
        }
    }

    /** What PostgreSQL says about its sessions, it says once per transaction, unless it is told to look again. */
    private int waiting() {
        return plant.database.query(sql -> {
            sql.execute("select pg_stat_clear_snapshot()");
            return sql.fetchSingle("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()").get(0, Integer.class);
        });
    }

    @Test
    void words_that_are_being_stored_when_the_room_goes_go_with_it() throws Exception {
        Turn turn = turn(plant.room);
        EventLog.Batch words = batch(turn);
        CountDownLatch stored = new CountDownLatch(1);
        CompletableFuture<Void> removal = new CompletableFuture<>();
        CompletableFuture<Void> storing = CompletableFuture.runAsync(() -> plant.store.transaction(() -> {
            plant.store.store(List.of(words), true);
            stored.countDown();
            awaitWaiting(removal);
            return words;
        }), threads);
        stored.await();
        CompletableFuture.runAsync(() -> plant.store.removeRoom(plant.room), threads).whenComplete((done, failed) -> removal.complete(null));
        storing.get(30, TimeUnit.SECONDS);
        removal.get(30, TimeUnit.SECONDS);

        assertEquals(Optional.empty(), plant.store.find(turn.id()));
        assertEquals(0, events(turn.id()));
    }

    @Test
    void words_that_come_while_the_room_goes_are_dropped_and_those_of_other_rooms_are_kept() throws Exception {
        Turn gone = turn(plant.room);
        Turn stays = turn(plant.room(plant.ada));
        CountDownLatch removed = new CountDownLatch(1);
        CompletableFuture<Void> storing = new CompletableFuture<>();
        CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> plant.store.transaction(() -> {
            plant.store.removeRoom(plant.room);
            removed.countDown();
            awaitWaiting(storing);
            return gone;
        }), threads);
        removed.await();
        CompletableFuture.runAsync(() -> plant.store.store(List.of(batch(gone), batch(stays)), false), threads).whenComplete((done, failed) -> {
            if (failed == null) {
                storing.complete(null);
            } else {
                storing.completeExceptionally(failed);
            }
        });
        removal.get(30, TimeUnit.SECONDS);
        storing.get(30, TimeUnit.SECONDS);

        assertEquals(0, events(gone.id()));
        assertEquals(2, events(stays.id()));
    }
}
