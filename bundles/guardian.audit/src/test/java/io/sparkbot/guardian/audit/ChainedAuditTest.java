package io.sparkbot.guardian.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.audit.Audit.AuditEntry;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChainedAuditTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("guardian.audit");

    private final EntryStore store = new EntryStore(DATABASE.of("guardian.audit"));
    private final ChainedAudit audit = new ChainedAudit(store, new ValueRedactor(), Clock.systemUTC());
    private UUID room = UUID.randomUUID();

    @BeforeEach
    void another_room() {
        room = UUID.randomUUID();
    }

    private UUID append(Map<String, ?> input, String result) {
        return audit.append(new AuditEntry(
                Optional.of(UUID.randomUUID()), Optional.of(room), "a_tool", input, result, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void an_entry_is_there_when_append_returns() {
        UUID id = append(Map.of("city", "Oslo"), "sunny");
        Entry entry = store.find(id).orElseThrow();
        assertEquals("{\"city\":\"Oslo\"}", entry.input());
        assertEquals("sunny", entry.result());
        assertEquals(1, DATABASE.statements(() -> append(Map.of(), "")), "one statement for one entry");
    }

    @Test
    void secrets_survive_neither_in_input_nor_in_result() {
        UUID id = append(
                Map.of("alias", "smtp_pass", "value", "hunter2", "notes", "token=abc123"), "password=hunter2 token=abc123");
        String stored = store.find(id).orElseThrow().toString();
        assertFalse(stored.contains("hunter2"), stored);
        assertFalse(stored.contains("abc123"), stored);
    }

    @Test
    void long_inputs_are_cut_and_stay_valid_json() throws Exception {
        var input = new HashMap<String, Object>();
        for (int i = 0; i < 200; i++) {
            input.put("key" + i, "x".repeat(3000) + "\"quote\0");
        }
        Entry entry = store.find(append(input, "y".repeat(5000) + "\0")).orElseThrow();
        assertTrue(entry.input().length() <= 2000);
        assertTrue(new ObjectMapper().readTree(entry.input()).isObject());
        assertTrue(entry.result().length() <= 1000);
    }

    @Test
    @Tag("F-654")
    void entries_can_be_neither_changed_nor_removed() throws Exception {
        append(Map.of(), "kept");
        try (var connection = DriverManager.getConnection(DATABASE.url()); var statement = connection.createStatement()) {
            for (String change : List.of("update guardian_audit.entry set tool_result = 'x'", "delete from guardian_audit.entry", "truncate guardian_audit.entry")) {
                var refused = assertThrows(java.sql.SQLException.class, () -> statement.execute(change));
                assertTrue(String.valueOf(refused.getMessage()).contains("append-only"));
            }
        }
    }

    @Test
    @Tag("F-319")
    void parallel_appends_make_one_unbroken_chain() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = new ArrayList<Future<UUID>>();
            for (int i = 0; i < 500; i++) {
                int number = i;
                written.add(threads.submit(() -> append(Map.of("n", number), "ok")));
            }
            for (Future<UUID> one : written) {
                one.get();
            }
        }
        assertEquals(500, store.count(room, Optional.empty()));
        assertEquals(Optional.empty(), brokenEntry());
    }

    private static Optional<Break> brokenEntry() {
        ChainStore chain = new ChainStore(DATABASE.of("guardian.audit"));
        ChainWalk walk = new ChainWalk(chain, new Seals(chain, new TestKey()), Optional.empty(), Link.START);
        walk.toTheEnd(() -> true);
        return walk.broken();
    }

    @Test
    void an_entry_that_cannot_be_written_is_an_error_for_every_caller_that_waits() throws Exception {
        TestDatabase gone = TestDatabase.with("guardian.audit");
        var unwritable = new ChainedAudit(new EntryStore(gone.of("guardian.audit")), new ValueRedactor(), Clock.systemUTC());
        gone.close();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var failed = new ArrayList<Future<UUID>>();
            for (int i = 0; i < 20; i++) {
                failed.add(threads.submit(() -> unwritable.append(new AuditEntry(
                        Optional.empty(), Optional.empty(), "t", Map.of(), "", Optional.empty(), Optional.empty(), Optional.empty()))));
            }
            for (Future<UUID> one : failed) {
                assertThrows(java.util.concurrent.ExecutionException.class, one::get);
            }
        }
    }

    @Test
    void an_entry_for_later_is_written_before_the_log_closes() throws Exception {
        AuditEntry[] entries = IntStream.range(0, 1000).mapToObj(n -> entry(Map.of("n", n))).toArray(AuditEntry[]::new);
        for (AuditEntry one : entries) {
            audit.appendLater(one);
        }
        audit.stop();
        assertEquals(1000, store.count(room, Optional.empty()));
        assertEquals("{\"n\":999}", store.page(room, Optional.empty(), 1, 0).getFirst().input());
        assertThrows(IllegalStateException.class, () -> audit.append(entry(Map.of())));
    }

    @Test
    void an_entry_for_later_is_written_with_the_next_that_somebody_waits_for() throws Exception {
        var lingering = new ChainedAudit(store, new ValueRedactor(), Clock.systemUTC(), Duration.ofMinutes(10));
        long statements = DATABASE.statements(() -> {
            lingering.appendLater(entry(Map.of("n", 1)));
            lingering.append(entry(Map.of("n", 2)));
        });
        lingering.stop();
        assertEquals(1, statements);
        assertEquals(2, store.count(room, Optional.empty()));
    }

    @Test
    void an_entry_for_later_is_written_by_itself_when_nobody_waits() throws Exception {
        audit.appendLater(entry(Map.of()));
        for (int i = 0; store.count(room, Optional.empty()) == 0 && i < 6_000; i++) {
            Thread.sleep(10);
        }
        assertEquals(1, store.count(room, Optional.empty()));
    }

    @Test
    void appends_that_race_with_the_close_end_one_way_or_the_other() throws Exception {
        var written = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> {
                    audit.append(entry(Map.of()));
                    return written.incrementAndGet();
                });
            }
            audit.stop();
        }
        assertEquals(written.get(), store.count(room, Optional.empty()));
    }

    @Test
    void a_bad_entry_harms_none_of_those_that_wait_with_it() throws Exception {
        refuseInTheDatabase("a_bad_tool");
        var outcomes = new ArrayList<Future<UUID>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                AuditEntry one = i % 10 == 0 ? entry("a_bad_tool", Map.of()) : entry(Map.of());
                outcomes.add(threads.submit(() -> audit.append(one)));
            }
        }
        assertEquals(10, outcomes.stream().filter(one -> one.state() == Future.State.FAILED).count());
        assertEquals(90, store.count(room, Optional.empty()));
        assertEquals(Optional.empty(), brokenEntry());
    }

    private static void refuseInTheDatabase(String tool) throws java.sql.SQLException {
        try (var connection = DriverManager.getConnection(DATABASE.url()); var statement = connection.createStatement()) {
            statement.execute("create function guardian_audit.refuse_bad() returns trigger language plpgsql as "
                    + "$$ begin raise exception 'bad entry'; end $$");
            statement.execute("create trigger refuse_bad before insert on guardian_audit.entry for each row when (new.tool_name = '" + tool
                    + "') execute function guardian_audit.refuse_bad()");
        }
    }

    private AuditEntry entry(Map<String, ?> input) {
        return entry("a_tool", input);
    }

    private AuditEntry entry(String tool, Map<String, ?> input) {
        return new AuditEntry(
                Optional.empty(), Optional.of(room), tool, input, "", Optional.empty(), Optional.empty(), Optional.empty());
    }
}
