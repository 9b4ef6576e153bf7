package io.sparkbot.testdb;

import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("config");

    @Test
    void a_bundle_finds_its_own_tables_and_can_count_statements_and_start_empty() {
        long sent = DATABASE.statements(() -> DATABASE.of("config").transaction(sql ->
                sql.execute("insert into config.setting (key, value, changed_by) values ('a.b', '1', gen_random_uuid())") + sql.fetchCount(table("config.setting"))));
        assertEquals(2, sent);
        DATABASE.clear();
        assertEquals(0, DATABASE.of("config").query(sql -> sql.fetchCount(table("config.setting"))).intValue());
        assertEquals("config", DATABASE.of("config").schema());
    }

    @Test
    void each_database_is_a_fresh_one() {
        try (TestDatabase other = TestDatabase.with("config")) {
            other.of("config").query(sql -> sql.execute("drop table config.setting"));
        }
        assertEquals(0, DATABASE.of("config").query(sql -> sql.fetchCount(table("config.setting"))).intValue());
    }

    @Test
    void a_bundle_that_was_not_asked_for_is_not_there() {
        assertThrows(IllegalArgumentException.class, () -> DATABASE.of("rooms"));
    }
}
