package io.sparkbot.testdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.sparkbot.api.store.Database;
import io.sparkbot.codegen.ThrowawayPostgres;
import io.sparkbot.store.Address;
import io.sparkbot.store.Databases;
import io.sparkbot.store.Migrations;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh, empty database on a real server with the migrations of the named bundles applied. The server is shared by all tests of one run
 * and gone afterwards; the code in front of it is the product's own.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase DATABASE = TestDatabase.with("rooms", "identity");
 *
 * Rooms rooms = new RoomStore(DATABASE.of("rooms"));
 * }</pre>
 */
public final class TestDatabase implements AfterAllCallback, AutoCloseable {

    private static final String DEADLOCK = "40P01";
    private static final int TRIES = 10;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Databases databases;
    private final Map<String, Database> schemas = new LinkedHashMap<>();
    private final Address address;

    private TestDatabase(String... bundles) throws IOException, SQLException {
        ThrowawayPostgres server = Server.SHARED;
        String name = "test" + COUNT.incrementAndGet();
        server.createDatabase(name);
        this.address = new Address(server.url(name), "", "");
        this.databases = new Databases(address, 8);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        Databases.prepare(source);
        for (String bundle : bundles) {
            Migrations migrations = new Migrations(bundle.replace('.', '_'), files(bundle));
            migrations.apply(source);
            schemas.put(bundle, databases.of(migrations.schema()));
        }
    }

    /** @param bundles names of bundle folders, for example {@code guardian.audit} */
    public static TestDatabase with(String... bundles) {
        try {
            return new TestDatabase(bundles);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database could not be made", e);
        }
    }

    /** The database as this bundle sees it. */
    public Database of(String bundle) {
        Database database = schemas.get(bundle);
        if (database == null) {
            throw new IllegalArgumentException("no schema of bundle " + bundle + " here, only of " + schemas.keySet());
        }
        return database;
    }

    /** How many statements the work sends to the server. */
    public long statements(Runnable work) {
        long before = databases.statements().getAsLong();
        work.run();
        return databases.statements().getAsLong() - before;
    }

    /** JDBC address with user and password. */
    public String url() {
        return address.url();
    }

    /** Removes all rows of every table of the bundles, so that each test starts empty; what the test before left running may be in the way a few times. */
    public void clear() {
        schemas.values().forEach(database -> truncate(database, TRIES));
    }

    private static void truncate(Database database, int tries) {
        try {
            truncate(database);
        } catch (DataAccessException deadlock) {
            if (!DEADLOCK.equals(deadlock.sqlState()) || tries == 1) {
                throw deadlock;
            }
            truncate(database, tries - 1);
        }
    }

    private static void truncate(Database database) {
        database.transaction(sql -> {
            String tables = String.join(", ", sql.fetch(
                            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname = ? and tablename <> 'schema_history'",
                            database.schema())
                    .getValues(0, String.class));
            return tables.isEmpty() ? 0 : sql.execute("truncate " + tables + " cascade");
        });
    }

    @Override
    public void close() {
        databases.close();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    static Map<String, String> files(String bundle) throws IOException {
        Path folder = bundles().resolve(bundle).resolve("src/main/resources/db");
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    /** The folder of all bundles, found upwards from where the test runs. */
    static Path bundles() throws IOException {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("bundles/api"))) {
                return folder.resolve("bundles");
            }
        }
        throw new IOException("no folder bundles/api above " + Path.of("").toAbsolutePath());
    }

    /** One server for all tests of this process. */
    private static final class Server {

        static final ThrowawayPostgres SHARED = start();

        private static ThrowawayPostgres start() {
            try {
                ThrowawayPostgres server = ThrowawayPostgres.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        System.err.println("the test database was not cleaned up: " + e);
                    }
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
