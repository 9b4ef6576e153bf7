package io.sparkbot.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.health.StartProblem;
import io.sparkbot.api.store.Database;
import io.sparkbot.codegen.ThrowawayPostgres;
import io.sparkbot.testosgi.TestBundle;
import io.sparkbot.testosgi.TestFramework;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** The bundle as it is, in the framework, with a real server. */
@Timeout(90)
class StoreTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String[] SHARED = {
        "io.sparkbot.api.store", "io.sparkbot.api.health", "io.sparkbot.api.config", "org.slf4j;version=2.0.20",
        "org.slf4j.helpers;version=2.0.20", "org.slf4j.spi;version=2.0.20", "org.slf4j.event;version=2.0.20", "org.jooq;version=3.21.7", "org.jooq.conf;version=3.21.7",
        "org.jooq.exception;version=3.21.7", "org.jooq.impl;version=3.21.7"
    };

    private static ThrowawayPostgres server;
    private static int databases;

    private final Map<String, String> properties = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private TestFramework felix;

    private String url = "";

    @BeforeAll
    static void start() throws Exception {
        server = ThrowawayPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void stopFramework() throws Exception {
        felix.close();
    }

    @Test
    void a_bundle_finds_its_database_with_its_migrations_applied() throws Exception {
        freshDatabase();
        startStore();
        felix.install(notes("1.0.0", "create table note (id int primary key, text text);"));
        assertFalse(felix.hasService(Database.class, "(schema=guardian_notes)"));
        resolve("io.sparkbot.guardian.notes");
        Database database = felix.service(Database.class, "(schema=guardian_notes)", SOON);
        assertEquals("guardian_notes", database.schema());
        assertEquals(1, database.transaction(sql -> sql.execute("insert into guardian_notes.note values (1, 'a')")).intValue());
        LongSupplier count = felix.service(LongSupplier.class, "(name=database.statements)", SOON);
        long before = count.getAsLong();
        database.query(sql -> sql.fetchCount(DSL.table("guardian_notes.note")));
        assertEquals(1, count.getAsLong() - before);
        assertTrue(health("database").detail().startsWith("PostgreSQL 18.6 answers in"), health("database").toString());
        assertEquals("{pg_trgm,unaccent}", value("select array_agg(extname::text order by extname) from pg_extension where extname <> 'plpgsql'"));
    }

    @Test
    void a_server_that_is_not_there_yet_is_waited_for() throws Exception {
        freshDatabase();
        server.stop();
        startStore();
        felix.install(notes("1.0.0", "create table note (id int primary key);")).start();
        HealthCheck.Health away = health("database");
        assertEquals(HealthCheck.State.CRITICAL, away.state());
        felix.service(HealthCheck.class, "(database.trouble=*refused*)", SOON);
        server.restart();
        felix.service(Database.class, "(schema=guardian_notes)", SOON);
        assertFalse(felix.hasService(HealthCheck.class, "(database.trouble=*)"));
        assertEquals(HealthCheck.State.OK, health("database").state());
        assertFalse(felix.hasService(StartProblem.class, ""));
    }

    @Test
    void a_server_that_refuses_the_password_or_lacks_the_database_stops_the_start_with_a_remedy() throws Exception {
        try (ThrowawayPostgres strict = ThrowawayPostgres.start()) {
            execute(strict.url("postgres"), "create role guest login password 'right'");
            Path hba = Path.of(value(strict.url("postgres"), "show hba_file"));
            Files.writeString(hba, "host all guest 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
            execute(strict.url("postgres"), "select pg_reload_conf()");
            awaitRefused("jdbc:postgresql://127.0.0.1:" + strict.port() + "/postgres", "guest", "wrong-and-secret");
            address("jdbc:postgresql://127.0.0.1:" + strict.port() + "/postgres", "guest", "wrong-and-secret");
            startStore();
            String refused = problem();
            assertTrue(refused.contains("refuses user \"guest\" (SQL state 28P01)") && refused.contains("SPARKBOT_DATABASE_URL"), refused);
            assertFalse(refused.contains("wrong-and-secret"), refused);
            CountDownLatch mended = new CountDownLatch(1);
            felix.context().addServiceListener((ServiceListener) e -> {
                if (e.getType() == ServiceEvent.UNREGISTERING) {
                    mended.countDown();
                }
            }, "(problem=*)");
            execute(strict.url("postgres"), "alter role guest password 'wrong-and-secret'");
            assertTrue(mended.await(30, TimeUnit.SECONDS));
            felix.close();

            address("jdbc:postgresql://127.0.0.1:" + strict.port() + "/nowhere", "sparkbot", "");
            startStore();
            assertTrue(problem().contains("no such database: 127.0.0.1:" + strict.port() + "/nowhere"), problem());
        }
    }

    @Test
    void a_server_older_than_we_support_is_refused_with_both_versions() throws Exception {
        freshDatabase();
        startStore();
        Address address = new Address(url, "", "");
        assertTrue(ServerCheck.of(address.plain(), address, 99).blocker().orElse("").contains("is PostgreSQL 18.6; Sparkbot needs 99 or newer"));
        assertTrue(ServerCheck.of(address.plain(), address).blocker().isEmpty());
    }

    @Test
    void a_broken_migration_names_file_and_SQL_state_and_touches_nobody_else() throws Exception {
        freshDatabase();
        startStore();
        Bundle broken = felix.install(TestBundle.named("io.sparkbot.broken", "1.0.0").header("Sparkbot-Migrations", "broken")
                .file("db/V1__fine.sql", "create table a (id int);").file("db/V2__wrong.sql", "create table b (id int); create tabel c (id int);"));
        felix.install(notes("1.0.0", "create table note (id int primary key);")).start();
        broken.start();
        felix.service(Database.class, "(schema=guardian_notes)", SOON);
        HealthCheck.Health row = awaitHealth("database schema broken");
        assertEquals(HealthCheck.State.CRITICAL, row.state());
        assertTrue(row.detail().startsWith("schema broken: migration V2__wrong.sql failed with SQL state 42601"), row.detail());
        assertFalse(felix.hasService(Database.class, "(schema=broken)"));
        assertEquals("a", value("select string_agg(tablename, ',') from pg_tables where schemaname = 'broken' and tablename <> 'schema_history'"));

        broken.update(TestBundle.named("io.sparkbot.broken", "1.0.1").header("Sparkbot-Migrations", "broken")
                .file("db/V1__fine.sql", "create table a (id int);").file("db/V2__wrong.sql", "create table b (id int);").jar());
        felix.service(Database.class, "(schema=broken)", SOON);
        assertTrue(healthRows().stream().noneMatch(h -> h.name().equals("database schema broken")));
    }

    @Test
    void an_update_brings_its_own_tables_and_an_uninstalled_bundle_keeps_its_data() throws Exception {
        freshDatabase();
        startStore();
        Bundle bundle = felix.install(notes("1.0.0", "create table note (id int primary key);"));
        bundle.start();
        felix.service(Database.class, "(schema=guardian_notes)", SOON).query(sql -> sql.execute("insert into guardian_notes.note values (7)"));
        bundle.update(notes("1.1.0", "create table note (id int primary key);").file("db/V2__text.sql", "alter table note add text text;").jar());
        Database database = felix.service(Database.class, "(schema=guardian_notes)", SOON);
        assertEquals(1, database.query(sql -> sql.execute("update guardian_notes.note set text = 'kept'")).intValue());
        bundle.uninstall();
        assertFalse(felix.hasService(Database.class, "(schema=guardian_notes)"));
        assertEquals("kept", value("select text from guardian_notes.note"));
    }

    @Test
    void a_new_version_beside_the_running_one_finds_its_tables_migrated_before_it_starts() throws Exception {
        freshDatabase();
        startStore();
        Bundle blue = felix.install(notes("1.0.0", "create table note (id int primary key);"));
        blue.start();
        Database database = felix.service(Database.class, "(schema=guardian_notes)", SOON);
        Bundle green = felix.install(notes("2.0.0", "create table note (id int primary key);").file("db/V2__text.sql", "alter table note add text text;"));
        green.start();
        assertEquals("text", value("select column_name from information_schema.columns where table_schema = 'guardian_notes' and column_name = 'text'"));
        blue.uninstall();
        assertSame(database, felix.service(Database.class, "(schema=guardian_notes)", SOON));
        green.uninstall();
        assertFalse(felix.hasService(Database.class, "(schema=guardian_notes)"));
    }

    @Test
    void a_new_version_whose_migration_fails_does_not_get_the_database_of_the_running_one() throws Exception {
        freshDatabase();
        startStore();
        felix.install(notes("1.0.0", "create table note (id int primary key);")).start();
        felix.service(Database.class, "(schema=guardian_notes)", SOON);
        Bundle green = felix.install(notes("2.0.0", "create table note (id int primary key);").file("db/V2__text.sql", "alter tabel note;"));
        green.start();
        ServiceReference<Database> reference = felix.context().getServiceReferences(Database.class, "(schema=guardian_notes)").iterator().next();
        assertEquals(null, green.getBundleContext().getService(reference));
        assertTrue(felix.context().getService(reference) != null);
        assertTrue(awaitHealth("database schema guardian_notes").detail().contains("V2__text.sql"));
    }

    @Test
    void a_schema_belongs_to_one_bundle() throws Exception {
        freshDatabase();
        startStore();
        felix.install(notes("1.0.0", "create table note (id int primary key);")).start();
        felix.service(Database.class, "(schema=guardian_notes)", SOON);
        felix.install(TestBundle.named("io.sparkbot.thief", "1.0.0").header("Sparkbot-Migrations", "guardian_notes").file("db/V2__steal.sql", "drop table note;")).start();
        assertTrue(awaitHealth("database schema guardian_notes").detail().contains("belongs to bundle io.sparkbot.guardian.notes; io.sparkbot.thief cannot have it"));
        assertEquals("0", value("select count(*) from guardian_notes.note"));
        felix.install(TestBundle.named("io.sparkbot.odd", "1.0.0").header("Sparkbot-Migrations", "public; drop").file("db/V1__a.sql", "select 1;")).start();
        assertTrue(awaitHealth("database schema public; drop").detail().contains("lower-case letters"));
    }

    @Test
    void a_start_with_nothing_to_migrate_does_not_touch_the_history() throws Exception {
        freshDatabase();
        Migrations migrations = new Migrations("notes", Map.of("V1__a.sql", "create table a (\r\n  id int);\n", "V2__b.sql", "-- é ü 漢\ncreate table b (id int);"));
        Address address = new Address(url, "", "");
        try (Connection connection = address.plain().getConnection()) {
            assertFalse(migrations.areApplied(connection));
            assertEquals(2, migrations.apply(address.plain()));
            assertTrue(migrations.areApplied(connection));
            assertFalse(new Migrations("notes", Map.of("V1__a.sql", "create table a (id int);")).areApplied(connection));
            assertEquals(0, migrations.apply(address.plain()));
            assertTrue(migrations.areApplied(connection));
            connection.createStatement().execute("update notes.schema_history set success = false where script = 'V2__b.sql'");
            assertFalse(migrations.areApplied(connection), "one that failed half-way is not applied");
            connection.createStatement().execute("update notes.schema_history set success = true");
        }
        startStore();
    }

    private void startStore() throws Exception {
        felix = TestFramework.start(properties, SHARED);
        felix.install("postgresql").start();
        felix.installThisModule().start();
    }

    private static TestBundle notes(String version, String sql) {
        return TestBundle.named("io.sparkbot.guardian.notes", version).header("Sparkbot-Migrations", "guardian_notes").file("db/V1__notes.sql", sql);
    }

    private void freshDatabase() throws Exception {
        String name = "store" + ++databases;
        server.createDatabase(name);
        address(server.url(name), "", "");
    }

    private void address(String url, String user, String password) {
        this.url = url;
        properties.put("sparkbot.database.url", url);
        properties.put("sparkbot.database.user", user);
        properties.put("sparkbot.database.password", password);
    }

    private void resolve(String symbolicName) throws Exception {
        for (Bundle bundle : felix.context().getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                bundle.start();
            }
        }
    }

    private List<HealthCheck.Health> healthRows() throws Exception {
        return felix.context().getServiceReferences(HealthCheck.class, null).stream().map(r -> felix.context().getService(r).check()).toList();
    }

    private HealthCheck.Health health(String name) throws Exception {
        return healthRows().stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow();
    }

    /** Waits for a row that a migration, on its own thread, will bring. */
    private HealthCheck.Health awaitHealth(String name) throws Exception {
        CountDownLatch change = new CountDownLatch(1);
        ServiceListener listener = e -> change.countDown();
        felix.context().addServiceListener(listener, "(objectClass=" + HealthCheck.class.getName() + ")");
        try {
            while (healthRows().stream().noneMatch(h -> h.name().equals(name))) {
                change.await(100, TimeUnit.MILLISECONDS);
            }
            return health(name);
        } finally {
            felix.context().removeServiceListener(listener);
        }
    }

    private String problem() throws Exception {
        felix.service(StartProblem.class, "", SOON);
        return String.valueOf(felix.context().getServiceReference(StartProblem.class).getProperty(StartProblem.PROBLEM));
    }

    /** A server takes its files over a moment after it was asked to. */
    private static void awaitRefused(String url, String user, String password) {
        boolean taken = true;
        while (taken) {
            try (Connection connection = DriverManager.getConnection(url, user, password)) {
                taken = connection.isValid(5);
            } catch (SQLException refused) {
                taken = false;
            }
        }
    }

    private String value(String sql) throws Exception {
        return value(url, sql);
    }

    private static String value(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static void execute(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
