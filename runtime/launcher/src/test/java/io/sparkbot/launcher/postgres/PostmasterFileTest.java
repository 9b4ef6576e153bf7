package io.sparkbot.launcher.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.launcher.postgres.PostmasterFile.Facts;
import io.sparkbot.launcher.postgres.PostmasterFile.Owner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostmasterFileTest {
    private static final Path DATA = Path.of("/home/someone/data-18");
    private static final Instant STARTED = Instant.ofEpochSecond(1_795_179_625L);
    private static final List<String> LINES =
            List.of("8557", "/proc/self/cwd", "1795179625", "54399", "", "127.0.0.1", " 16039944         4", "ready   ");

    private final PostmasterFile file = PostmasterFile.parse(LINES).orElseThrow();

    @Test
    void the_file_tells_process_start_port_and_status() {
        assertEquals(new PostmasterFile(8557, STARTED, 54399, "ready"), file);
        assertTrue(file.ready());
    }

    @Test
    void a_file_that_is_being_written_has_no_port_and_is_not_ready() {
        PostmasterFile half = PostmasterFile.parse(LINES.subList(0, 3)).orElseThrow();
        assertEquals(0, half.port());
        assertFalse(half.ready());
    }

    @Test
    void an_empty_or_strange_file_is_no_file() {
        assertEquals(Optional.empty(), PostmasterFile.parse(List.of()));
        assertEquals(Optional.empty(), PostmasterFile.parse(List.of("8557", "/data")));
        assertEquals(Optional.empty(), PostmasterFile.parse(List.of("hello", "there", "you")));
    }

    @Test
    void a_process_that_is_gone_leaves_the_file_to_the_next_server() {
        assertEquals(Owner.NOBODY, owner(null));
    }

    @Test
    void a_postgres_that_works_in_our_folder_is_ours_whatever_the_clock_says() {
        assertEquals(Owner.OURS, owner(facts("/x/pg/bin/postgres", STARTED.plusSeconds(86_400), DATA)));
    }

    @Test
    void a_postgres_of_another_folder_is_a_stranger_even_if_it_started_in_the_same_second() {
        assertEquals(Owner.STRANGER, owner(facts("/x/pg/bin/postgres", STARTED, Path.of("/other"))));
    }

    @Test
    void another_program_with_the_same_number_is_a_stranger() {
        assertEquals(Owner.STRANGER, owner(facts("/usr/bin/java", STARTED, null)));
    }

    @Test
    void where_the_folder_cannot_be_seen_the_start_time_decides() {
        assertEquals(Owner.OURS, owner(facts("postgres", STARTED.plusSeconds(4), null)));
        assertEquals(Owner.UNCLEAR, owner(facts("postgres", STARTED.plusSeconds(6), null)));
    }

    private Owner owner(@Nullable Facts facts) {
        return file.owner(DATA, pid -> pid == 8557 ? Optional.ofNullable(facts) : Optional.empty());
    }

    private static Facts facts(String program, Instant started, @Nullable Path folder) {
        return new Facts(program, Optional.of(started), Optional.ofNullable(folder));
    }
}
