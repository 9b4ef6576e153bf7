package io.sparkbot.guardian.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.sparkbot.api.audit.Audit.AuditEntry;
import io.sparkbot.api.health.HealthCheck.State;
import io.sparkbot.store.Address;
import io.sparkbot.store.Databases;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with every right in the database, against the seals. */
class ChainProofTest {

    private static final UUID ROOM = UUID.randomUUID();

    @TempDir
    Path home;

    private final TestDatabase database = TestDatabase.with("guardian.audit");
    private final TestKey key = new TestKey();
    private final ChainedAudit audit = new ChainedAudit(new EntryStore(database.of("guardian.audit")), new ValueRedactor(), Clock.systemUTC());

    @AfterEach
    void close() throws Exception {
        audit.stop();
        database.close();
    }

    private ChainProof proof() {
        return proof(key, home, audit);
    }

    private ChainProof proof(TestKey with, Path in, ChainedAudit log) {
        ChainStore store = new ChainStore(database.of("guardian.audit"));
        return new ChainProof(store, new Seals(store, with), Optional.of(new Anchor(in.resolve("audit").resolve("chain.sealed"), with)), log, Clock.systemUTC());
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            audit.append(entry("tool " + i, "ünïcode 😀 \u001f and \"quotes\""));
        }
    }

    private static AuditEntry entry(String tool, String result) {
        return new AuditEntry(Optional.of(UUID.randomUUID()), Optional.of(ROOM), tool, Map.of("n", 1), result, Optional.of("agent"), Optional.empty(), Optional.empty());
    }

    /** As a superuser may: no trigger runs. */
    private void behindOurBack(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url()); var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("set search_path = guardian_audit");
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static String cutTo(long seq) {
        return "delete from entry where seq > " + seq + "; update head set seq = " + seq + ", hash = (select hash from entry where seq = " + seq + ")";
    }

    /** The whole chain anew by the database's own function, with other words in one entry. */
    private static String rewritten() {
        return "create temp table kept as select * from entry order by seq; delete from entry;"
                + " update head set seq = 0, hash = sha256('sparkbot audit');"
                + " select append((select jsonb_agg(to_jsonb(k) || case when k.seq = 2 then '{\"tool_result\":\"a lie\"}' else '{}' end::jsonb order by k.seq) from kept k))";
    }

    private Optional<Long> firstBroken() {
        return proof().prove(() -> true).broken().map(Break::seq);
    }

    @Test
    void an_untouched_log_is_proven_from_end_to_end_and_the_server_counts_as_the_database_does() {
        write(3);
        audit.append(new AuditEntry(Optional.empty(), Optional.empty(), "t", Map.of(), "", Optional.empty(), Optional.of("model"), Optional.of(ROOM)));
        ChainProof proof = proof();
        proof.seal(() -> true);
        write(2);
        proof.seal(() -> true);
        ChainState state = proof.prove(() -> true);
        assertEquals(Optional.empty(), state.broken());
        assertEquals(6, state.sealed());
        assertTrue(state.whole().isPresent());
        assertEquals(State.OK, ChainHealth.of(state).state());
    }

    @Test
    void a_changed_row_is_found_and_stays_as_it_is() throws Exception {
        write(5);
        behindOurBack("update entry set tool_result = 'a lie' where seq = 3");
        assertEquals(Optional.of(3L), firstBroken());
        assertEquals(Optional.of(3L), firstBroken(), "nothing was mended");
    }

    @Test
    void a_changed_row_whose_hash_was_made_to_fit_is_found() throws Exception {
        write(5);
        behindOurBack("update entry set tool_result = 'a lie' where seq = 3", "update entry e set hash = entry_hash(e) where seq = 3");
        assertEquals(Optional.of(4L), firstBroken());
    }

    @Test
    void a_database_whose_own_check_was_silenced_does_not_deceive() throws Exception {
        write(5);
        behindOurBack("update entry set tool_result = 'a lie' where seq = 3",
                "create or replace function entry_hash(e entry) returns bytea language sql stable as 'select e.hash'",
                "create or replace function first_broken(from_seq bigint) returns bigint language sql stable as 'select null::bigint'");
        assertEquals(Optional.of(3L), firstBroken());
    }

    @Test
    void removed_rows_are_found_at_the_front_in_the_middle_and_everywhere() throws Exception {
        write(8);
        behindOurBack("delete from entry where seq = 5");
        assertEquals(Optional.of(6L), firstBroken());
        behindOurBack("delete from entry where seq <= 2");
        assertEquals(Optional.of(3L), firstBroken());
        behindOurBack("delete from entry");
        assertEquals(Optional.of(1L), firstBroken());
    }

    @Test
    void a_cut_tail_is_found_by_the_seal_in_the_database() throws Exception {
        write(8);
        proof().seal(() -> true);
        behindOurBack(cutTo(5));
        Files.delete(home.resolve("audit/chain.sealed"));
        Break broken = proof().prove(() -> true).broken().orElseThrow();
        assertEquals(6, broken.seq());
        assertTrue(broken.what().contains("its end was cut off"), broken.what());
    }

    @Test
    void a_tail_that_was_cut_together_with_its_seals_is_found_by_the_file() throws Exception {
        write(5);
        ChainProof proof = proof();
        proof.seal(() -> true);
        write(3);
        proof.seal(() -> true);
        behindOurBack(cutTo(5), "delete from seal where seq > 5");
        assertEquals(Optional.of(6L), firstBroken());
        byte[] evidence = Files.readAllBytes(home.resolve("audit/chain.sealed"));

        write(10);
        ChainProof restarted = proof();
        restarted.seal(() -> true);
        assertEquals(Optional.of(8L), restarted.state().broken().map(Break::seq), "the eighth entry is another one now");
        assertEquals(Optional.of(8L), firstBroken());
        org.junit.jupiter.api.Assertions.assertArrayEquals(evidence, Files.readAllBytes(home.resolve("audit/chain.sealed")), "the evidence is kept");
    }

    @Test
    void a_head_that_was_set_back_alone_is_found() throws Exception {
        write(5);
        behindOurBack("update head set seq = 4, hash = (select hash from entry where seq = 4)");
        assertEquals(Optional.of(5L), firstBroken());
    }

    @Test
    void a_chain_computed_anew_does_not_fit_the_seals() throws Exception {
        write(3);
        ChainProof proof = proof();
        proof.seal(() -> true);
        write(3);
        proof.seal(() -> true);
        behindOurBack(rewritten());
        Break broken = proof().prove(() -> true).broken().orElseThrow();
        assertEquals(3, broken.seq(), "the first seal behind the lie");
        assertTrue(broken.what().contains("rewritten"), broken.what());
    }

    @Test
    void a_chain_computed_anew_without_its_seals_does_not_fit_the_file() throws Exception {
        write(6);
        proof().seal(() -> true);
        behindOurBack(rewritten(), "delete from seal");
        assertEquals(Optional.of(6L), firstBroken());
    }

    @Test
    void a_chain_computed_anew_with_seals_of_another_key_is_a_forgery() throws Exception {
        write(3);
        ChainProof proof = proof();
        proof.seal(() -> true);
        write(3);
        proof.seal(() -> true);
        behindOurBack("delete from seal where seq = 6");
        new Seals(new ChainStore(database.of("guardian.audit")), new TestKey()).add(new Link(6, new byte[32]));
        Break broken = proof().prove(() -> true).broken().orElseThrow();
        assertEquals(6, broken.seq());
        assertTrue(broken.what().contains("not made with the key"), broken.what());
    }

    @Test
    void a_replaced_key_leaves_what_it_sealed_unproven_and_says_so() {
        write(3);
        proof().seal(() -> true);
        TestKey other = new TestKey();
        proof(other, home, audit).seal(() -> true);
        write(3);
        proof(other, home, audit).seal(() -> true);
        ChainState state = proof(other, home, audit).prove(() -> true);
        assertEquals(Optional.empty(), state.broken());
        assertEquals(3, state.otherKey());
        assertEquals(State.WARN, ChainHealth.of(state).state());
    }

    @Test
    void a_break_is_told_once_in_the_log_itself_and_in_the_health_row() throws Exception {
        write(5);
        behindOurBack("update entry set tool_result = 'a lie' where seq = 3");
        ChainProof proof = proof();
        proof.seal(() -> true);
        proof.prove(() -> true);
        proof.glance();
        assertEquals(State.CRITICAL, ChainHealth.of(proof.state()).state());
        assertTrue(ChainHealth.of(proof.state()).detail().contains("entry 3 "));
        try (Connection connection = DriverManager.getConnection(database.url()); var statement = connection.createStatement();
                var told = statement.executeQuery("select count(*), min(tool_input) from guardian_audit.entry where tool_name = 'audit_chain_broken'")) {
            assertTrue(told.next());
            assertEquals(1, told.getInt(1));
            assertEquals("{\"entry\":3}", told.getString(2));
        }
    }

    @Test
    void what_was_put_right_again_is_no_break_any_more() throws Exception {
        write(5);
        ChainProof proof = proof();
        behindOurBack("update entry set tool_name = 'x' where seq = 3");
        assertTrue(proof.prove(() -> true).broken().isPresent());
        behindOurBack("update entry set tool_name = 'tool 2' where seq = 3");
        assertEquals(Optional.empty(), proof.prove(() -> true).broken());
    }

    @Test
    void after_a_break_what_comes_is_sealed_nevertheless() throws Exception {
        write(5);
        ChainProof proof = proof();
        behindOurBack("update entry set tool_name = 'x' where seq = 3");
        proof.seal(() -> true);
        write(5);
        proof.seal(() -> true);
        behindOurBack("update entry set tool_name = 'tool 2' where seq = 3", cutTo(7));
        assertTrue(firstBroken().isPresent());
    }

    @Test
    void sealing_looks_at_what_is_new_only_and_at_nothing_when_there_is_nothing() {
        write(3);
        ChainProof proof = proof();
        proof.seal(() -> true);
        assertEquals(1, database.statements(() -> proof.seal(() -> true)));
        write(1200);
        proof.seal(() -> true);
        write(1);
        long afterMany = database.statements(() -> proof.seal(() -> true));
        assertTrue(afterMany < 12, () -> afterMany + " statements for one new entry");
    }

    @Test
    void a_walk_that_is_stopped_finds_nothing_and_claims_nothing() {
        write(3);
        ChainState state = proof().prove(() -> false);
        assertEquals(ChainState.UNKNOWN, state);
    }

    @Test
    void two_processes_that_write_and_seal_at_once_make_one_proven_chain(@TempDir Path otherHome) throws Exception {
        try (Databases other = new Databases(new Address(database.url(), "", ""), 8)) {
            var otherDatabase = other.of("guardian_audit");
            var otherAudit = new ChainedAudit(new EntryStore(otherDatabase), new ValueRedactor(), Clock.systemUTC());
            ChainStore otherStore = new ChainStore(otherDatabase);
            ChainProof second = new ChainProof(otherStore, new Seals(otherStore, key), Optional.of(new Anchor(otherHome.resolve("audit/chain.sealed"), key)), otherAudit, Clock.systemUTC());
            ChainProof first = proof();
            AtomicInteger left = new AtomicInteger(2);
            List<Future<?>> all = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (ChainedAudit log : List.of(audit, otherAudit)) {
                    all.add(threads.submit(() -> {
                        for (int i = 0; i < 300; i++) {
                            log.append(entry("t", "r"));
                        }
                        return left.decrementAndGet();
                    }));
                }
                for (ChainProof proof : List.of(first, second)) {
                    all.add(threads.submit(() -> {
                        while (left.get() > 0) {
                            proof.seal(() -> true);
                            proof.prove(() -> true);
                            proof.glance();
                        }
                        return 0;
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
            first.seal(() -> true);
            second.seal(() -> true);
            assertEquals(Optional.empty(), first.prove(() -> true).broken());
            assertEquals(Optional.empty(), second.prove(() -> true).broken());
            assertEquals(600, second.state().sealed());
            otherAudit.stop();
        }
    }

    @Test
    void the_watch_seals_and_proves_by_itself_and_seals_the_rest_when_it_stops() throws Exception {
        write(4);
        ChainProof proof = proof();
        ChainWatch watch = new ChainWatch(proof, Clock.systemUTC());
        while (proof.state().whole().isEmpty()) {
            Thread.onSpinWait();
        }
        assertEquals(4, proof.state().sealed());
        watch.glance();
        assertEquals(0, database.statements(watch::glance), "strangers who ask often cost nothing");
        write(2);
        watch.stop();
        assertEquals(6, proof.state().sealed());
        assertEquals(Optional.empty(), firstBroken());
    }

    @Test
    void seals_can_be_neither_changed_nor_removed() throws Exception {
        write(1);
        proof().seal(() -> true);
        try (Connection connection = DriverManager.getConnection(database.url()); var statement = connection.createStatement()) {
            for (String change : List.of("update guardian_audit.seal set seq = 9", "delete from guardian_audit.seal", "truncate guardian_audit.seal")) {
                var refused = org.junit.jupiter.api.Assertions.assertThrows(SQLException.class, () -> statement.execute(change));
                assertTrue(String.valueOf(refused.getMessage()).contains("append-only"));
            }
        }
        assertFalse(Files.readString(home.resolve("audit/chain.sealed"), java.nio.charset.StandardCharsets.ISO_8859_1).isEmpty());
    }
}
