package io.sparkbot.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** The migrations of one schema: {@code V1__what_it_does.sql} and so on, applied once each and never changed afterwards. */
public final class Migrations {

    private static final String HISTORY = "schema_history";

    private final String schema;
    private final SortedMap<String, String> files;

    /**
     * @param files SQL text by file name
     * @throws IllegalArgumentException when the schema is not named {@code [a-z][a-z0-9_]*}, at most 63 characters
     */
    public Migrations(String schema, Map<String, String> files) {
        if (!schema.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("schema name \"" + schema + "\": lower-case letters, digits and _ only, at most 63 characters");
        }
        this.schema = schema;
        this.files = new TreeMap<>(files);
    }

    public String schema() {
        return schema;
    }

    /**
     * Whether the schema is exactly where these files bring it. Saves the start of the product from loading Flyway, half a second, when there
     * is nothing to do, which is nearly always. Compares with Flyway's own records; any doubt means no.
     */
    boolean areApplied(Connection connection) throws SQLException {
        Map<String, Integer> wanted = new HashMap<>();
        files.forEach((name, sql) -> wanted.put(name, checksum(sql)));
        Map<String, Integer> applied = new HashMap<>();
        try (PreparedStatement exists = connection.prepareStatement("select to_regclass(?)::text")) {
            exists.setString(1, schema + "." + HISTORY);
            try (ResultSet row = exists.executeQuery()) {
                if (!row.next() || row.getString(1) == null) {
                    return false;
                }
            }
        }
        try (PreparedStatement history = connection.prepareStatement("select script, checksum, success from " + schema + "." + HISTORY + " where type = 'SQL'");
                ResultSet row = history.executeQuery()) {
            while (row.next()) {
                if (!row.getBoolean("success")) {
                    return false;
                }
                applied.put(row.getString("script"), row.getInt("checksum"));
            }
        }
        return wanted.equals(applied);
    }

    /**
     * Applies what is missing, each file in its own transaction.
     *
     * @return number of migrations applied
     * @throws MigrationFailure naming file, SQL state and what the server said
     */
    public int apply(DataSource source) {
        try {
            return Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(source).schemas(schema).defaultSchema(schema).table(HISTORY)
                    .resourceProvider(new Files()).javaMigrationClassProvider(List::of).locations(new String[0])
                    .loggers("slf4j").cleanDisabled(true).validateMigrationNaming(true).load().migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw MigrationFailure.of(schema, e);
        }
    }

    /** Flyway's: CRC-32 over the lines without their ends. */
    private static int checksum(String sql) {
        CRC32 crc = new CRC32();
        try (BufferedReader lines = new BufferedReader(new StringReader(sql))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) crc.getValue();
    }

    private final class Files implements ResourceProvider {

        @Override
        @SuppressWarnings("NullAway") // Flyway asks for script configurations and takes null for "there is none"
        public LoadableResource getResource(String name) {
            String sql = files.get(name);
            return sql == null ? null : new File(name, sql);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return files.entrySet().stream()
                    .filter(f -> f.getKey().startsWith(prefix) && Arrays.stream(suffixes).anyMatch(f.getKey()::endsWith))
                    .map(f -> (LoadableResource) new File(f.getKey(), f.getValue())).toList();
        }
    }

    private static final class File extends LoadableResource {

        private final String name;
        private final String sql;

        File(String name, String sql) {
            this.name = name;
            this.sql = sql;
        }

        @Override
        public Reader read() {
            return new StringReader(sql);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
