package io.sparkbot.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Applies the migrations of every bundle ({@code src/main/resources/db}) to a real server and writes the typed tables of each schema to
 * {@code <output>/<bundle>}, package {@code io.sparkbot.<bundle>.db}. A bundle whose migrations have not changed since is left alone.
 * {@code timestamptz} becomes {@link java.time.Instant}; columns named {@code tsv} (generated, for full text) are left out.
 */
public final class Codegen {

    /** Part of the fingerprint: raise it when the generated code should change although the migrations did not. */
    private static final String GENERATOR = "2 " + org.jooq.Constants.FULL_VERSION;

    /** Extensions that every schema may use; in the product the store makes them before the first migration. */
    private static final List<String> EXTENSIONS = List.of("pg_trgm", "unaccent");

    /** Held here because the log system keeps only weak references, which would lose the level. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private Codegen() {}

    /** @param args folder of the bundles, output folder */
    public static void main(String[] args) throws Exception {
        run(Path.of(args[0]), Path.of(args[1]));
    }

    /** @return names of the bundles whose tables were made anew */
    static List<String> run(Path bundles, Path output) throws Exception {
        List<String> changed = new ArrayList<>();
        for (String name : bundlesWithMigrations(bundles)) {
            Path mark = output.resolve(name + ".sha256");
            if (!Files.isRegularFile(mark) || !Files.readString(mark).equals(fingerprint(bundles.resolve(name).resolve("src/main/resources/db")))) {
                changed.add(name);
            }
        }
        if (changed.isEmpty()) {
            return changed;
        }
        FLYWAY.setLevel(Level.WARNING);
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Files.createDirectories(output);
        try (ThrowawayPostgres server = ThrowawayPostgres.start()) {
            server.createDatabase("codegen");
            String url = server.url("codegen");
            for (String extension : EXTENSIONS) {
                execute(url, "create extension " + extension);
            }
            for (String name : changed) {
                Path migrations = bundles.resolve(name).resolve("src/main/resources/db");
                String fingerprint = fingerprint(migrations);
                generate(url, name, migrations, output);
                Files.writeString(output.resolve(name + ".sha256"), fingerprint);
            }
        }
        return changed;
    }

    private static void generate(String url, String name, Path migrations, Path output) throws Exception {
        String schema = name.replace('.', '_');
        Flyway.configure(Codegen.class.getClassLoader()).dataSource(url, null, null).schemas(schema).defaultSchema(schema).table("schema_history")
                .locations("filesystem:" + migrations).validateMigrationNaming(true).load().migrate();
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.ERROR)
                .withJdbc(new Jdbc().withDriver("org.postgresql.Driver").withUrl(url))
                .withGenerator(new Generator()
                        .withDatabase(new Database().withName("org.jooq.meta.postgres.PostgresDatabase").withInputSchema(schema)
                                .withIncludeExcludeColumns(true).withExcludes("schema_history|.*\\.tsv")
                                .withForcedTypes(new ForcedType().withName("INSTANT").withIgnoreUnused(true).withIncludeTypes("(?i:timestamp\\ with\\ time\\ zone|timestamptz)")))
                        .withGenerate(new Generate().withRecords(true).withPojos(false).withDaos(false).withJavaTimeTypes(true)
                                .withGeneratedAnnotation(false).withGlobalCatalogReferences(false)
                                .withImplicitJoinPathsToOne(false).withImplicitJoinPathsToMany(false).withImplicitJoinPathsManyToMany(false))
                        .withTarget(new Target().withPackageName("io.sparkbot." + name + ".db").withDirectory(output.resolve(name).toString()).withClean(true))));
    }

    private static List<String> bundlesWithMigrations(Path bundles) throws IOException {
        try (Stream<Path> all = Files.list(bundles)) {
            return all.filter(b -> Files.isDirectory(b.resolve("src/main/resources/db"))).map(b -> b.getFileName().toString()).sorted().toList();
        }
    }

    private static String fingerprint(Path migrations) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(GENERATOR.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> all = Files.walk(migrations)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(migrations.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void execute(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
