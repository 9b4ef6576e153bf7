package io.sparkbot.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.sparkbot.api.store.Database;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.codegen.ThrowawayPostgres;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatabasesTest {

    private static ThrowawayPostgres server;
    private static Databases databases;
    private static Database notes;
    private static Database people;

    @BeforeAll
    static void start() throws Exception {
        server = ThrowawayPostgres.start();
        databases = new Databases(new Address(server.url("postgres"), "", ""), 3, new Pool.Patience(Duration.ofSeconds(3), Duration.ofSeconds(5)));
        notes = databases.of("notes");
        people = databases.of("people");
        notes.query(sql -> sql.execute("create schema notes") + sql.execute("create table notes.note (id int primary key)"));
    }

    @AfterAll
    static void stop() throws Exception {
        databases.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        notes.query(sql -> sql.execute("truncate notes.note"));
    }

    @Test
    void a_transaction_commits_all_its_work_or_none() {
        notes.transaction(sql -> insert(sql, 1) + insert(sql, 2));
        assertEquals(2, count());
        IllegalStateException failure = new IllegalStateException("no");
        assertSame(failure, assertThrows(IllegalStateException.class, () -> notes.transaction(sql -> {
            insert(sql, 3);
            throw failure;
        })));
        assertEquals(2, count());
    }

    @Test
    void work_of_another_schema_on_the_same_thread_joins_the_transaction() {
        assertThrows(IllegalStateException.class, () -> notes.transaction(sql -> {
            insert(sql, 1);
            people.transaction(other -> insert(other, 2));
            people.query(other -> insert(other, 3));
            assertEquals(3, count());
            throw new IllegalStateException("no");
        }));
        assertEquals(0, count());
    }

    @Test
    void a_transaction_whose_joined_part_failed_is_rolled_back_even_when_the_failure_was_caught() {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> notes.transaction(sql -> {
            insert(sql, 1);
            try {
                people.transaction(other -> {
                    throw new IllegalArgumentException("half done");
                });
            } catch (IllegalArgumentException caught) {
                // the caller believes that it can go on
            }
            return 0;
        }));
        assertInstanceOf(IllegalArgumentException.class, refused.getCause());
        assertEquals(0, count());
    }

    @Test
    void statements_of_a_query_stand_each_by_itself() {
        assertThrows(IntegrityConstraintViolationException.class, () -> notes.query(sql -> insert(sql, 1) + insert(sql, 1)));
        assertEquals(1, count());
    }

    @Test
    void actions_after_commit_run_after_it_and_never_after_a_roll_back() {
        List<Integer> seen = new ArrayList<>();
        notes.transaction(sql -> {
            people.transaction(other -> {
                people.afterCommit(() -> seen.add(countElsewhere()));
                return 0;
            });
            notes.afterCommit(() -> {
                throw new IllegalStateException("an action that fails does not harm the others");
            });
            notes.afterCommit(() -> seen.add(notes.transaction(after -> after.fetchCount(table("notes.note")))));
            return insert(sql, 1);
        });
        assertEquals(List.of(1, 1), seen);
        assertThrows(IllegalStateException.class, () -> notes.transaction(sql -> {
            notes.afterCommit(() -> seen.add(99));
            throw new IllegalStateException("no");
        }));
        notes.afterCommit(() -> seen.add(7));
        assertEquals(List.of(1, 1, 7), seen);
    }

    @Test
    void a_relaxed_commit_does_not_wait_for_the_disk_unless_durable_work_joins_it() {
        assertEquals("off", notes.relaxed(DatabasesTest::synchronousCommit));
        assertEquals("on", notes.transaction(DatabasesTest::synchronousCommit));
        assertEquals("on", notes.relaxed(sql -> {
            people.transaction(other -> insert(other, 1));
            return synchronousCommit(sql);
        }));
        assertEquals("off", notes.relaxed(sql -> people.query(DatabasesTest::synchronousCommit)));
    }

    @Test
    void identifiers_are_version_7_and_sort_by_time() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(notes.newId());
        }
        assertEquals(Set.of(7), new TreeSet<>(ids.stream().map(UUID::version).toList()));
        assertEquals(ids, ids.stream().sorted().toList());
        assertNotEquals(ids.get(0), ids.get(1));
    }

    @Test
    void a_caller_that_finds_all_connections_in_use_is_told_so_and_the_others_are_not_disturbed() throws Exception {
        CountDownLatch held = new CountDownLatch(3);
        CountDownLatch free = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> holders = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                int id = i;
                holders.add(threads.submit(() -> notes.transaction(sql -> {
                    insert(sql, id);
                    held.countDown();
                    await(free);
                    return 1;
                })));
            }
            held.await();
            DatabaseUnavailable refused = assertThrows(DatabaseUnavailable.class, this::count);
            assertEquals("no database connection within 3 s: all 3 are in use (store.pool_size)", refused.getMessage());
            assertInstanceOf(TimeoutException.class, refused.getCause());
            free.countDown();
            for (Future<Integer> holder : holders) {
                assertEquals(1, holder.get());
            }
        }
        assertEquals(3, count());
    }

    @Test
    void the_pool_can_be_resized_while_in_use() {
        databases.pool().resize(5);
        assertEquals(5, databases.pool().size());
        assertEquals(5, databases.pool().free());
        databases.pool().resize(3);
        assertEquals(3, databases.pool().free());
        assertEquals(0, count());
    }

    @Test
    void an_interrupted_thread_can_still_write_down_that_it_was_stopped() throws Exception {
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread thread = Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            notes.transaction(sql -> insert(sql, 1));
            notes.query(sql -> insert(sql, 2));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        assertTrue(thread.join(java.time.Duration.ofSeconds(20)));
        assertTrue(stillInterrupted.get());
        assertEquals(2, count());
    }

    @Test
    void a_wrong_statement_is_not_taken_for_a_database_that_is_away() {
        assertEquals("42P01", assertThrows(DataAccessException.class, () -> notes.query(sql -> sql.execute("select * from nowhere"))).sqlState());
        assertThrows(DataAccessException.class, () -> notes.transaction(sql -> sql.execute("select * from nowhere")));
        assertEquals(3, databases.pool().free());
    }

    @Test
    void statements_are_counted() {
        long before = databases.statements().getAsLong();
        notes.transaction(sql -> insert(sql, 1) + insert(sql, 2));
        count();
        assertEquals(3, databases.statements().getAsLong() - before);
    }

    @Test
    void after_a_kill_of_the_server_calls_fail_as_unavailable_and_recover_by_themselves() throws Exception {
        notes.transaction(sql -> insert(sql, 1));
        DatabaseUnavailable inside = assertThrows(DatabaseUnavailable.class, () -> notes.transaction(sql -> {
            insert(sql, 2);
            crash();
            return insert(sql, 3);
        }));
        assertEquals("the database does not answer", inside.getMessage());
        long began = System.nanoTime();
        assertThrows(DatabaseUnavailable.class, this::count);
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(50), "it must not hang");
        server.restart();
        assertEquals(1, count());
        assertEquals(3, databases.pool().free());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private static String synchronousCommit(DSLContext sql) {
        return String.valueOf(sql.fetchValue("show synchronous_commit"));
    }

    private static int insert(DSLContext sql, int id) {
        return sql.insertInto(table("notes.note")).columns(field("id", Integer.class)).values(id).execute();
    }

    private int count() {
        return notes.query(sql -> sql.fetchCount(table("notes.note")));
    }

    private int countElsewhere() {
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            return thread.submit(this::count).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void crash() {
        try {
            server.crash();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
