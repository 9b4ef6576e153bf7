package io.sparkbot.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceSealerTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] PLAIN = "sk-test-4711".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path home;

    @Test
    void what_is_sealed_opens_with_the_same_key_and_context_only() throws Exception {
        InstanceSealer sealer = new InstanceSealer(InstanceKey.load(home.resolve("keys"), RANDOM), RANDOM);
        byte[] sealed = sealer.seal(PLAIN, "config/a");
        assertArrayEquals(PLAIN, sealer.open(sealed, "config/a"));
        assertArrayEquals(PLAIN, new InstanceSealer(InstanceKey.load(home.resolve("keys"), RANDOM), RANDOM).open(sealed, "config/a"));
        assertThrows(IllegalArgumentException.class, () -> sealer.open(sealed, "config/b"));
        assertEquals("sealed with another key than the one of this installation",
                assertThrows(IllegalArgumentException.class, () -> new InstanceSealer(new byte[32], RANDOM).open(sealed, "config/a")).getMessage());
        assertFalse(HexFormat.of().formatHex(sealed).contains(HexFormat.of().formatHex(PLAIN)));
        assertNotEquals(HexFormat.of().formatHex(sealed), HexFormat.of().formatHex(sealer.seal(PLAIN, "config/a")));
        assertArrayEquals(new byte[0], sealer.open(sealer.seal(new byte[0], ""), ""));
    }

    @Test
    void a_change_of_any_single_bit_is_noticed() {
        InstanceSealer sealer = new InstanceSealer(new byte[32], RANDOM);
        byte[] sealed = sealer.seal(PLAIN, "config/a");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(IllegalArgumentException.class, () -> sealer.open(changed, "config/a"), "bit " + bit);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] shorter = Arrays.copyOf(sealed, length);
            assertThrows(IllegalArgumentException.class, () -> sealer.open(shorter, "config/a"), "length " + length);
        }
    }

    @Test
    void the_envelope_says_version_and_key() {
        byte[] sealed = new InstanceSealer(new byte[32], RANDOM).seal(PLAIN, "x");
        assertEquals(1, sealed[0]);
        assertEquals("66687aadf862bd77", HexFormat.of().formatHex(sealed, 1, 9)); // SHA-256 of 32 zero bytes, first 8
        assertEquals(1 + 8 + 12 + PLAIN.length + 16, sealed.length);
    }

    @Test
    void the_key_is_made_once_and_open_to_its_owner_only() throws Exception {
        byte[] key = InstanceKey.load(home.resolve("keys"), RANDOM);
        Path file = home.resolve("keys/instance.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        assertArrayEquals(key, InstanceKey.load(home.resolve("keys"), RANDOM));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertArrayEquals(key, InstanceKey.load(home.resolve("keys"), RANDOM));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void a_file_that_holds_no_key_is_left_alone_and_named() throws Exception {
        Path file = Files.createDirectories(home.resolve("keys")).resolve("instance.key");
        Files.writeString(file, "c2hvcnQ=\n");
        String message = String.valueOf(assertThrows(IOException.class, () -> InstanceKey.load(home.resolve("keys"), RANDOM)).getMessage());
        assertTrue(message.contains(file.toString()) && message.contains("Restore it from a backup"), message);
        assertEquals("c2hvcnQ=\n", Files.readString(file));
        Files.writeString(home.resolve("plain"), "");
        message = String.valueOf(assertThrows(IOException.class, () -> InstanceKey.load(home.resolve("plain"), RANDOM)).getMessage());
        assertTrue(message.contains("cannot be made or read") && message.contains("Mend the owner"), message);
    }
}
