package io.sparkbot.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 15, 15", "INTEGER, ' 15 ', 15", "INTEGER, 1e2, 100", "LONG, 9000000000, 9000000000", "DOUBLE, 0.5, 0.5", "BOOLEAN, Yes, true", "BOOLEAN, 0, false",
        "BOOLEAN, off, false", "STRING, a b, a b", "DURATION, 90s, PT1M30S", "DURATION, 1h30m, PT1H30M", "DURATION, 2d, PT48H", "DURATION, PT10M, PT10M", "DURATION, 250ms, PT0.25S"
    })
    void text_is_read_by_type(ValueType type, String text, String read) throws Exception {
        assertEquals(read, String.valueOf(setting(type, null, null).value(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, abc, '\"abc\" is not a whole number from 1 to 100'",
        "INTEGER, 0, '\"0\" is not a whole number from 1 to 100'",
        "INTEGER, 101, '\"101\" is not a whole number from 1 to 100'",
        "INTEGER, 1.5, '\"1.5\" is not a whole number from 1 to 100'",
        "INTEGER, '', '\"\" is not a whole number from 1 to 100'",
        "LONG, 99999999999999999999, '\"99999999999999999999\" is not a whole number from 1 to 100'",
        "STRING, '', '\"\" is not text from 1 to 100 characters'"
    })
    void a_value_outside_is_refused_with_what_is_allowed(ValueType type, String text, String message) {
        assertEquals(message, assertThrows(BadValue.class, () -> setting(type, "1", "100").value(text)).text());
    }

    @Test
    void limits_of_a_length_of_time_are_lengths_of_time() throws Exception {
        Declaration patience = setting(ValueType.DURATION, "PT1S", "PT1H");
        assertEquals("PT1H", patience.value("60m"));
        assertEquals("\"61m\" is not a length of time such as 90s, 10m, 2h or PT10M from PT1S to PT1H", assertThrows(BadValue.class, () -> patience.value("61m")).text());
        assertThrows(BadValue.class, () -> patience.value("soon"));
        assertThrows(BadValue.class, () -> patience.value(""));
        assertThrows(BadValue.class, () -> patience.value(10));
    }

    @Test
    void a_bad_secret_is_never_repeated() {
        BadValue refused = assertThrows(BadValue.class, () -> setting(ValueType.SECRET, "20", null).value("hunter2"));
        assertFalse(refused.text().contains("hunter2"), refused.text());
        assertEquals("the value (not shown) is not text of at least 20 characters", refused.text());
    }

    @Test
    void numbers_and_booleans_of_the_file_are_no_text() {
        assertThrows(BadValue.class, () -> setting(ValueType.STRING, null, null).value(5));
        assertThrows(BadValue.class, () -> setting(ValueType.INTEGER, null, null).value(true));
        assertThrows(BadValue.class, () -> setting(ValueType.INTEGER, null, null).value(List.of(1)));
    }

    @Test
    void several_values_come_as_a_list_or_with_commas() throws Exception {
        Declaration names = new Declaration("p", "names", "s", "S", "names", "", "", ValueType.STRING, true, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of("X"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) names.value("a, b,"));
        assertArrayEquals(new String[] {"a,b"}, (String[]) names.value(List.of("a,b")));
    }

    @Test
    void one_of_several_words_is_taken_and_no_other() throws Exception {
        Declaration mood = new Declaration("p", "mood", "s", "S", "mood", "", "", ValueType.STRING, false, List.of("calm", "merry"), Optional.empty(), Optional.empty(), Optional.of("calm"), List.of("X"));
        assertEquals("merry", mood.value("merry"));
        assertEquals("\"sad\" is not one of calm, merry", assertThrows(BadValue.class, () -> mood.value("sad")).text());
        assertEquals("enum", mood.wireType());
    }

    private static Declaration setting(ValueType type, @Nullable String min, @Nullable String max) {
        return new Declaration("p", "n", "s", "S", "n", "", "", type, false, List.of(), Optional.ofNullable(min), Optional.ofNullable(max), Optional.empty(), List.of("X"));
    }
}
