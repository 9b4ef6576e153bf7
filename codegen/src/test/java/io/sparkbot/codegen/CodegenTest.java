package io.sparkbot.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodegenTest {

    private static final String NOTES = """
            create table note (
              id uuid primary key, text text not null, made_at timestamptz not null, extra jsonb,
              tsv tsvector generated always as (to_tsvector('english', text)) stored);
            """;

    @TempDir
    Path folder;

    @Test
    void a_bundle_gets_typed_tables_in_its_own_package_and_only_a_changed_bundle_gets_them_again() throws Exception {
        migration("guardian.notes", "V1__notes.sql", NOTES);
        migration("plain", "V1__things.sql", "create table thing (id uuid primary key);");
        Files.createDirectories(folder.resolve("bundles/without.tables/src/main/java"));

        assertEquals(List.of("guardian.notes", "plain"), run());
        String table = Files.readString(folder.resolve("out/guardian.notes/io/sparkbot/guardian/notes/db/tables/Note.java"));
        assertTrue(table.contains("TableField<NoteRecord, Instant> MADE_AT"), table);
        assertTrue(table.contains("TableField<NoteRecord, JSONB> EXTRA"), table);
        assertFalse(table.contains("TSV"), table);
        assertFalse(Files.exists(folder.resolve("out/guardian.notes/io/sparkbot/guardian/notes/db/tables/SchemaHistory.java")));

        assertEquals(List.of(), run());
        migration("plain", "V2__more.sql", "alter table thing add name text;");
        assertEquals(List.of("plain"), run());
        assertTrue(Files.readString(folder.resolve("out/plain/io/sparkbot/plain/db/tables/Thing.java")).contains("NAME"));
    }

    @Test
    void a_migration_that_does_not_apply_stops_the_build_and_names_the_file() throws Exception {
        migration("broken", "V1__broken.sql", "create tabel thing (id uuid);");
        Exception refused = assertThrows(Exception.class, this::run);
        assertTrue(String.valueOf(refused.getMessage()).contains("V1__broken.sql"), refused.getMessage());
        assertFalse(Files.exists(folder.resolve("out/broken.sha256")));
    }

    private List<String> run() throws Exception {
        return Codegen.run(folder.resolve("bundles"), folder.resolve("out"));
    }

    private void migration(String bundle, String file, String sql) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("bundles").resolve(bundle).resolve("src/main/resources/db")).resolve(file), sql);
    }
}
