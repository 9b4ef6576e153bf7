package io.sparkbot.launcher.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    @TempDir
    private Path outside;

    private Path folder;
    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(outside.resolve("folder"));
    }

    @Test
    void files_folders_links_and_executable_bits_arrive() throws IOException {
        entry("bin/", '5', 0755, "", "");
        entry("bin/run", '0', 0755, "", "#!/bin/sh\n");
        entry("share/doc/text", '0', 0644, "", "x".repeat(1300));
        entry("bin/again", '2', 0777, "../share/doc/text", "");
        entry("bin/same", '1', 0644, "share/doc/text", "");
        extract();
        assertEquals("#!/bin/sh\n", Files.readString(folder.resolve("bin/run")));
        assertTrue(Files.isExecutable(folder.resolve("bin/run")));
        assertEquals(1300, Files.size(folder.resolve("share/doc/text")));
        assertTrue(Files.isSymbolicLink(folder.resolve("bin/again")));
        assertEquals(1300, Files.size(folder.resolve("bin/again")));
        assertEquals(1300, Files.size(folder.resolve("bin/same")));
        assertFalse(Files.getPosixFilePermissions(folder.resolve("share/doc/text")).toString().contains("EXECUTE"));
    }

    @Test
    void a_long_name_comes_in_an_entry_of_its_own() throws IOException {
        String name = "deep/".repeat(40) + "file";
        entry("././@LongLink", 'L', 0644, "", name + "\0");
        entry(name.substring(0, 99), '0', 0644, "", "here");
        entry("next", '0', 0644, "", "there");
        extract();
        assertEquals("here", Files.readString(folder.resolve(name)));
        assertEquals("there", Files.readString(folder.resolve("next")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "./../evil"})
    void an_entry_that_would_leave_the_folder_is_refused(String name) throws IOException {
        entry(name, '0', 0644, "", "evil");
        assertTrue(refusal().contains("leave the folder"));
        assertFalse(Files.exists(outside.resolve("evil")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../x", "../.."})
    void a_link_out_of_the_folder_is_refused(String goal) throws IOException {
        entry("a/link", '2', 0777, goal, "");
        assertTrue(refusal().contains("points out of the folder"));
    }

    @Test
    void a_hard_link_out_of_the_folder_is_refused() throws IOException {
        Files.writeString(outside.resolve("secret"), "hidden");
        entry("link", '1', 0644, "../secret", "");
        assertTrue(refusal().contains("leave the folder"));
        assertFalse(Files.exists(folder.resolve("link")));
    }

    @Test
    void nothing_is_written_through_a_link() throws IOException {
        entry("real/", '5', 0755, "", "");
        entry("link", '2', 0777, "real", "");
        entry("link/file", '0', 0644, "", "x");
        assertTrue(refusal().contains("behind a link"));
    }

    @Test
    void an_archive_that_ends_too_early_is_refused() throws IOException {
        entry("file", '0', 0644, "", "x".repeat(2048));
        byte[] half = java.util.Arrays.copyOf(tar.toByteArray(), 1024);
        assertThrows(EOFException.class, () -> TarReader.extract(new ByteArrayInputStream(half), folder));
    }

    @Test
    void a_device_is_refused() throws IOException {
        entry("dev", '3', 0644, "", "");
        assertTrue(refusal().contains("kind '3'"));
    }

    private String refusal() {
        return String.valueOf(assertThrows(IOException.class, this::extract).getMessage());
    }

    private void extract() throws IOException {
        tar.write(new byte[1024]);
        TarReader.extract(new ByteArrayInputStream(tar.toByteArray()), folder);
    }

    private void entry(String name, char kind, int mode, String goal, String content) throws IOException {
        byte[] header = new byte[512];
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        put(header, 0, name);
        put(header, 100, "%07o".formatted(mode));
        put(header, 124, "%011o".formatted(body.length));
        header[156] = (byte) kind;
        put(header, 157, goal);
        put(header, 257, "ustar");
        tar.write(header);
        tar.write(body);
        tar.write(new byte[(512 - body.length % 512) % 512]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
