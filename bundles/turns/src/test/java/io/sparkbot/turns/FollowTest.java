package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FollowTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;
    private Engine turns;

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        turns = plant.machine().engine();
    }

    @AfterEach
    void close() {
        plant.close();
    }

    /** Whatever the pace of the model, of the tools and of the readers, and wherever they begin: no gap, nothing twice. */
    @ParameterizedTest
    @Tag("CK-2")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void CK_2_every_follower_gets_every_event_after_its_number_once_and_in_order(long seed) throws Exception {
        Random random = new Random(seed);
        int[] rounds = new int[1];
        plant.gate.effects.put("look", request -> {
            pause(random, 3_000_000);
            return ToolResult.ok("looked");
        });
        plant.model.always((request, listener, cancellation) -> {
            int tokens = 200 + random.nextInt(600);
            for (int i = 0; i < tokens; i++) {
                listener.token(rounds[0] + "." + i + " ");
                if (random.nextInt(20) == 0) {
                    pause(random, 2_000_000);
                }
            }
            boolean again = rounds[0]++ < 3;
            return again ? ScriptedModel.wishing("", "look", "count").answer(request, listener, cancellation) : new ModelReply("", List.of(), 1, 1);
        });
        Engine elsewhere = plant.machine("other:home", "2@now").engine();
        Turn turn = turns.start(plant.says(plant.ada, "talk"));
        List<Future<List<Numbered>>> readers = new ArrayList<>();
        List<Long> begins = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 24; i++) {
                long begin = i % 4 == 0 ? 0 : random.nextInt(800);
                long readerSeed = random.nextLong();
                Engine engine = i % 8 == 7 ? elsewhere : turns;
                begins.add(begin);
                readers.add(threads.submit(() -> readAtOwnPace(engine, turn, begin, new Random(readerSeed))));
                pause(random, 20_000_000);
            }
        }
        List<Numbered> all = Plant.readAll(turns, turn);
        assertEquals(plant.answers().getFirst().content(), Plant.text(all));
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i + 1, all.get(i).seq());
        }
        for (int i = 0; i < readers.size(); i++) {
            assertEquals(all.subList((int) Math.min(begins.get(i), all.size()), all.size()), readers.get(i).get());
        }
    }

    private static List<Numbered> readAtOwnPace(Engine engine, Turn turn, long begin, Random random) throws InterruptedException {
        boolean slow = random.nextInt(3) == 0;
        List<Numbered> read = new ArrayList<>();
        long after = begin;
        while (true) {
            try (TurnStream stream = engine.follow(turn.id(), after)) {
                int leaveAfter = random.nextInt(3) == 0 ? 1 + random.nextInt(200) : Integer.MAX_VALUE;
                while (!stream.ended() && leaveAfter-- > 0) {
                    stream.next(Duration.ofMillis(random.nextInt(50))).ifPresent(read::add);
                    if (slow && random.nextInt(10) == 0) {
                        pause(random, 5_000_000);
                    }
                }
                if (stream.ended()) {
                    return read;
                }
            }
            after = read.isEmpty() ? begin : read.getLast().seq();
        }
    }

    @Test
    @Tag("F-007")
    void two_thousand_followers_of_one_turn_all_read_it_live() throws Exception {
        int followers = 2000;
        CountDownLatch reading = new CountDownLatch(followers);
        plant.model.then((request, listener, cancellation) -> {
            awaitQuietly(reading);
            for (int i = 0; i < 50; i++) {
                listener.token(i + " ");
            }
            return new ModelReply("", List.of(), 1, 50);
        });
        Turn turn = turns.start(plant.says(plant.ada, "talk"));
        List<Future<List<Numbered>>> readers = new ArrayList<>();
        long threadsBefore = Thread.getAllStackTraces().size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < followers; i++) {
                readers.add(threads.submit(() -> {
                    List<Numbered> read = new ArrayList<>();
                    try (TurnStream stream = turns.follow(turn.id(), 0)) {
                        read.add(stream.next(Plant.LONG).orElseThrow());
                        reading.countDown();
                        while (!stream.ended()) {
                            stream.next(Plant.LONG).ifPresent(read::add);
                        }
                    }
                    return read;
                }));
            }
            assertTrue(reading.await(60, TimeUnit.SECONDS));
            assertTrue(Thread.getAllStackTraces().size() < threadsBefore + 50, "no platform thread per stream");
        }
        List<Numbered> all = Plant.readAll(turns, turn);
        for (Future<List<Numbered>> reader : readers) {
            assertEquals(all, reader.get());
        }
    }

    @Test
    void live_followers_send_no_statement_of_their_own() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("thinking", reached));
        Turn turn = turns.start(plant.says(plant.ada, "hm"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        turns.live(turn.id()).orElseThrow().flush();
        List<TurnStream> streams = new ArrayList<>();
        long sent = DATABASE.statements(() -> {
            for (int i = 0; i < 100; i++) {
                TurnStream stream = turns.follow(turn.id(), i % 4);
                streams.add(stream);
                try {
                    for (int seq = i % 4 + 1; seq <= 3; seq++) {
                        assertEquals(seq, stream.next(Plant.LONG).orElseThrow().seq());
                    }
                    assertTrue(stream.next(Duration.ofMillis(1)).isEmpty());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        assertEquals(0, sent);
        streams.forEach(TurnStream::close);
        turns.stop(turn.id(), plant.ada);
    }

    @Test
    void a_follower_that_stops_reading_holds_nobody_back_and_reads_the_rest_from_the_store() throws Exception {
        CountDownLatch slowHasBegun = new CountDownLatch(1);
        int tokens = 8000;
        plant.model.then((request, listener, cancellation) -> {
            awaitQuietly(slowHasBegun);
            for (int i = 0; i < tokens; i++) {
                listener.token(i + " ");
            }
            return new ModelReply("", List.of(), 1, tokens);
        });
        Turn turn = turns.start(plant.says(plant.ada, "talk a lot"));
        try (TurnStream slow = turns.follow(turn.id(), 0)) {
            List<Numbered> read = new ArrayList<>();
            read.add(slow.next(Plant.LONG).orElseThrow());
            slowHasBegun.countDown();
            List<Numbered> all = Plant.readAll(turns, turn);
            assertEquals(tokens + 3, all.size());
            while (!slow.ended()) {
                slow.next(Plant.LONG).ifPresent(read::add);
            }
            assertEquals(all, read);
        }
    }

    @Test
    void a_closed_stream_returns_at_once_although_nothing_comes() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("", reached));
        Turn turn = turns.start(plant.says(plant.ada, "hm"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        TurnStream stream = turns.follow(turn.id(), 2);
        CountDownLatch returned = new CountDownLatch(1);
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                assertTrue(stream.next(Duration.ofMinutes(5)).isEmpty());
                returned.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        stream.close();
        assertTrue(returned.await(20, TimeUnit.SECONDS));
        assertTrue(stream.ended());
        turns.stop(turn.id(), plant.ada);
    }

    @Test
    void a_turn_that_does_not_exist_has_no_events() throws Exception {
        assertEquals(List.of(), Plant.readAll(turns, java.util.UUID.randomUUID(), 0));
    }

    @Test
    @Tag("F-021")
    void people_see_that_a_tool_runs_while_it_runs() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        plant.gate.effects.put("look", request -> {
            seen.await();
            return ToolResult.ok("looked");
        });
        plant.model.then(ScriptedModel.wishing("", "look"));
        Turn turn = turns.start(plant.says(plant.ada, "look"));
        try (TurnStream stream = turns.follow(turn.id(), 0)) {
            Plant.readTo(stream, TurnEvent.ToolStart.class);
            seen.countDown();
            Plant.readTo(stream, TurnEvent.Done.class);
        }
    }

    @Test
    void the_events_of_a_tool_are_stored_before_the_tool_runs() throws Exception {
        List<Integer> storedBefore = new ArrayList<>();
        plant.gate.effects.put("look", request -> {
            storedBefore.add((int) plant.store.eventsAfter(request.turn().orElseThrow(), 0, 100).stream().filter(e -> e.event() instanceof TurnEvent.ToolStart).count());
            return ToolResult.ok("looked");
        });
        plant.model.then(ScriptedModel.wishing("", "look"));
        Plant.readAll(turns, turns.start(plant.says(plant.ada, "look")));
        assertEquals(List.of(1), storedBefore);
    }

    private static void pause(Random random, int mostNanos) {
        LockSupport.parkNanos(random.nextInt(mostNanos));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
