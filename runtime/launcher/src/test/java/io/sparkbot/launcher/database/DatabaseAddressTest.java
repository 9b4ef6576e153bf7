package io.sparkbot.launcher.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.launcher.home.StartFailure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @CsvSource({
        "postgres://ann:secret@db.example:5433/office, jdbc:postgresql://db.example:5433/office, ann, secret",
        "postgresql://ann:secret@db.example/office, jdbc:postgresql://db.example/office, ann, secret",
        "postgresql+psycopg://ann@db.example/office, jdbc:postgresql://db.example/office, ann, ''",
        "postgres://ann:s%40c%2Fr+t%25@[::1]:5432/office?sslmode=require, jdbc:postgresql://[::1]:5432/office?sslmode=require, ann, s@c/r+t%",
        "postgres://db.example/office, jdbc:postgresql://db.example/office, '', ''",
        "jdbc:postgresql://db:5432/office?user=ann&password=s%26t&sslmode=require, jdbc:postgresql://db:5432/office?sslmode=require, ann, s&t",
        "jdbc:postgresql:office, jdbc:postgresql:office, '', ''",
    })
    void every_usual_way_to_write_it_is_understood(String link, String url, String user, String password)
            throws StartFailure {
        assertEquals(new DatabaseAddress(url, user, password), DatabaseAddress.parse(link));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://ann:hidden@db/office", "postgres://ann:hidden@db", "hidden", "postgres://ann:hid/den@db/x"})
    void what_is_not_understood_is_refused_without_showing_the_password(String link) {
        String message = assertThrows(StartFailure.class, () -> DatabaseAddress.parse(link)).getMessage();
        assertTrue(message.contains("SPARKBOT_DATABASE_URL"));
        assertFalse(message.contains("hid"), message);
    }

    @Test
    void a_broken_percent_sequence_is_named_without_showing_the_password() {
        StartFailure failure = assertThrows(StartFailure.class, () -> DatabaseAddress.parse("postgres://a:hid%zz@db/x"));
        assertTrue(failure.getMessage().contains("%25"));
        assertFalse(failure.getMessage().contains("hid"));
        assertEquals(null, failure.getCause());
    }

    @Test
    void without_any_variable_the_embedded_server_is_used() throws StartFailure {
        assertEquals(Optional.empty(), DatabaseAddress.external(Map.of("POSTGRES_PASSWORD", "x", "SPARKBOT_DATABASE_URL", " ")));
    }

    @Test
    void the_single_variables_are_put_together() throws StartFailure {
        assertEquals(
                Optional.of(new DatabaseAddress("jdbc:postgresql://db:6000/my%20office", "ann", "p")),
                DatabaseAddress.external(Map.of(
                        "POSTGRES_SERVER", "db", "POSTGRES_PORT", "6000", "POSTGRES_DB", "my office",
                        "POSTGRES_USER", "ann", "POSTGRES_PASSWORD", "p")));
        assertEquals(
                Optional.of(new DatabaseAddress("jdbc:postgresql://[::1]:5432/sparkbot", "sparkbot", "")),
                DatabaseAddress.external(Map.of("POSTGRES_SERVER", "::1")));
    }

    @Test
    void the_url_wins_over_the_single_variables() throws StartFailure {
        assertEquals("jdbc:postgresql://one/x", DatabaseAddress.external(
                        Map.of("SPARKBOT_DATABASE_URL", "postgres://one/x", "POSTGRES_SERVER", "two")).orElseThrow().url());
    }

    @Test
    void a_port_that_is_no_number_is_refused() {
        assertTrue(assertThrows(StartFailure.class, () -> DatabaseAddress.external(
                        Map.of("POSTGRES_SERVER", "db", "POSTGRES_PORT", "five"))).getMessage().contains("POSTGRES_PORT"));
    }

    @Test
    void printing_it_shows_neither_password_nor_options() {
        String text = new DatabaseAddress("jdbc:postgresql://db/x?sslkey=hidden", "ann", "secret").toString();
        assertEquals("jdbc:postgresql://db/x as ann", text);
    }
}
