package io.sparkbot.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is within the limits gets as far as the database, which is not there; what is not is refused before. */
@Tag("K2")
class KeyValueAreaTest {

    private final KeyValueArea area = new KeyValueArea(() -> null, new KeyValueArea.Owner("acme.skill", "note", UUID.randomUUID(), Optional.empty()));

    private void gotThrough(Runnable use) {
        assertTrue(String.valueOf(assertThrows(IllegalStateException.class, use::run).getMessage()).contains("the database is not ready"));
    }

    private static String refused(Runnable use) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, use::run).getMessage());
    }

    @Test
    void a_value_of_64_kib_is_kept_and_one_byte_more_is_refused_with_size_and_limit() {
        gotThrough(() -> area.put("k", "x".repeat(65_536)));
        assertEquals("the value of \"k\" has 65537 bytes; the limit is 65536", refused(() -> area.put("k", "x".repeat(65_537))));
    }

    @Test
    void bytes_count_not_characters() {
        gotThrough(() -> area.put("k", "é".repeat(32_768)));
        assertEquals("the value of \"k\" has 65538 bytes; the limit is 65536", refused(() -> area.put("k", "é".repeat(32_769))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void a_key_out_of_size_is_refused_whatever_is_done_with_it(int length) {
        String key = "k".repeat(length);
        assertEquals("keys have 1 to 200 characters and no NUL", refused(() -> area.get(key)));
        assertEquals("keys have 1 to 200 characters and no NUL", refused(() -> area.remove(key)));
        gotThrough(() -> area.get("k".repeat(200)));
        gotThrough(() -> area.remove("k"));
    }

    @Test
    void nul_is_refused_in_key_and_value() {
        assertEquals("keys have 1 to 200 characters and no NUL", refused(() -> area.get("a\0")));
        assertEquals("the value of \"k\" contains a NUL character", refused(() -> area.put("k", "a\0b")));
    }
}
