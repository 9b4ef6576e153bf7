package io.sparkbot.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownTest {

    private final AtomicLong clock = new AtomicLong();
    private final Known<String> known = new Known<>(clock::get);
    private final AtomicInteger loads = new AtomicInteger();
    private final UUID id = UUID.randomUUID();
    private String name = "Ada";

    private Map<UUID, String> load(Collection<UUID> ids) {
        loads.incrementAndGet();
        return ids.contains(id) ? Map.of(id, name) : Map.of();
    }

    private String shown() {
        return Objects.requireNonNull(known.of(Set.of(id), this::load).get(id));
    }

    @Test
    void a_person_is_read_once() {
        shown();
        shown();
        assertEquals(1, loads.get());
    }

    @Test
    void who_is_not_there_is_not_made_up() {
        assertTrue(known.of(Set.of(UUID.randomUUID()), this::load).isEmpty());
        assertTrue(known.of(Set.of(), this::load).isEmpty());
        assertEquals(1, loads.get());
    }

    @Test
    void a_change_is_seen_at_once() {
        shown();
        name = "Countess";
        known.forget(id);
        assertEquals("Countess", shown());
    }

    @Test
    void what_was_read_before_a_change_that_ended_meanwhile_is_not_kept() {
        known.of(Set.of(id), ids -> {
            Map<UUID, String> old = load(ids);
            name = "Countess";
            known.forget(id);
            return old;
        });
        assertEquals("Countess", shown());
    }

    @Test
    void a_change_by_another_process_is_seen_after_a_while() {
        shown();
        name = "Countess";
        clock.addAndGet(Known.KEPT.toNanos());
        assertEquals("Countess", shown());
    }
}
