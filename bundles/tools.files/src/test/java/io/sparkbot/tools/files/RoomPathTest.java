package io.sparkbot.tools.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomPathTest {

    @ParameterizedTest
    @CsvSource({"a.txt,a.txt", "./a/b,a/b", "a//b/,a/b", "a/../b,b", "a/b/../../c,c", "'',.", ".,.", "a/..,.", "'with space.txt','with space.txt'", "été.txt,été.txt"})
    void a_path_is_brought_to_one_form(String text, String expected) throws FileFault {
        assertEquals(expected, RoomPath.of(text).toString());
    }

    @Test
    void composed_and_decomposed_letters_are_one_name() throws FileFault {
        assertEquals(RoomPath.of("\u00e9.txt"), RoomPath.of("e\u0301.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../../x", "../../etc/passwd", "./../x", "a/b/../../../x"})
    void a_path_that_leads_out_is_refused(String text) {
        assertTrue(assertThrows(FileFault.class, () -> RoomPath.of(text)).getMessage().contains("escapes root"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "/", "~/x", "~root/x", "C:/x", "c:x", "\\\\server\\share", "\\x", "file:///etc/passwd", "http://x/y"})
    void a_path_that_is_not_relative_is_refused(String text) {
        assertTrue(assertThrows(FileFault.class, () -> RoomPath.of(text)).getMessage().contains("must be relative"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\0b", "a/\0", "a\nb", "a\\b", "..\\x", "a\u202etxt.exe", "a\u200b", "\ufeffa", "a\u2028b", "a\ud800", "a\u007f", "\u2066a", " a", "a ",
                "a/ /b", ".~a", "x/.~y", "\uE000"
            })
    void a_name_with_a_trick_in_it_is_refused(String text) {
        assertThrows(FileFault.class, () -> RoomPath.of(text));
    }

    @Test
    void a_name_that_only_looks_like_dots_or_a_slash_is_a_name() throws FileFault {
        assertEquals(1, RoomPath.of("\uff0e\uff0e\uff0fx").names().size());
        assertEquals(1, RoomPath.of("...").names().size());
        assertEquals(1, RoomPath.of("..a").names().size());
        assertEquals(1, RoomPath.of("%2e%2e%2fx").names().size());
    }

    @Test
    void lengths_are_limited_and_the_limit_is_named() throws FileFault {
        assertTrue(assertThrows(FileFault.class, () -> RoomPath.of("x".repeat(256))).getMessage().contains("255"));
        assertTrue(assertThrows(FileFault.class, () -> RoomPath.of("é".repeat(128))).getMessage().contains("256 bytes"));
        assertTrue(assertThrows(FileFault.class, () -> RoomPath.of("a/".repeat(33) + "b")).getMessage().contains("32"));
        assertTrue(assertThrows(FileFault.class, () -> RoomPath.of("a".repeat(2_000))).getMessage().contains("1024"));
        assertEquals(32, RoomPath.of("a/".repeat(32)).names().size());
    }

    @Test
    void a_refusal_never_repeats_raw_control_characters() {
        String message = assertThrows(FileFault.class, () -> RoomPath.of("/a\u001b[31m\n" + "x".repeat(500))).getMessage();
        assertTrue(message.length() < 150 && message.chars().noneMatch(Character::isISOControl), message);
    }
}
