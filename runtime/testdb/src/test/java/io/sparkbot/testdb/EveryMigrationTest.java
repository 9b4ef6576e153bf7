package io.sparkbot.testdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.sparkbot.codegen.ThrowawayPostgres;
import io.sparkbot.store.Databases;
import io.sparkbot.store.Migrations;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class EveryMigrationTest {

    private static final Path OLDEST = Path.of("/usr/lib/postgresql/15");

    @Test
    void the_migrations_of_every_bundle_apply_to_the_embedded_server() throws Exception {
        try (ThrowawayPostgres server = ThrowawayPostgres.start()) {
            applyAll(server);
        }
    }

    @Test
    void the_migrations_of_every_bundle_apply_to_the_oldest_server_that_we_support() throws Exception {
        assumeTrue(Files.isExecutable(OLDEST.resolve("bin/initdb")), "PostgreSQL 15 is not installed: apt-get install postgresql-15");
        try (ThrowawayPostgres server = ThrowawayPostgres.start(OLDEST)) {
            applyAll(server);
        }
    }

    private static void applyAll(ThrowawayPostgres server) throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url("postgres"));
        Databases.prepare(source);
        List<String> bundles = bundles();
        assertTrue(bundles.contains("config"), bundles.toString());
        for (String bundle : bundles) {
            Migrations migrations = new Migrations(bundle.replace('.', '_'), TestDatabase.files(bundle));
            assertTrue(migrations.apply(source) > 0, bundle);
            assertEquals(0, migrations.apply(source), bundle);
        }
    }

    private static List<String> bundles() throws Exception {
        try (Stream<Path> all = Files.list(TestDatabase.bundles())) {
            return all.filter(b -> Files.isDirectory(b.resolve("src/main/resources/db"))).map(b -> b.getFileName().toString()).sorted().toList();
        }
    }
}
