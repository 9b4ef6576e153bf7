package io.sparkbot.identity;

import io.sparkbot.api.person.Person;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * People as they are shown beside what they wrote, kept for a while so that a page of messages needs no statement for its senders. Rights are
 * never decided by what is kept here. A change on this server is seen at once, one by another process within {@link #KEPT}.
 */
final class KnownPeople {

    static final Duration KEPT = Duration.ofSeconds(10);

    private static final int MOST = 10_000;

    private record Known(Person person, long since) {}

    private final Map<UUID, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final LongSupplier nanos;

    /** @param nanos a clock such as {@link System#nanoTime} */
    KnownPeople(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Those of these people that there are; {@code load} is asked for the ones that are not known. */
    Map<UUID, Person> of(Set<UUID> ids, Function<Collection<UUID>, List<PersonRow>> load) {
        long now = nanos.getAsLong();
        Map<UUID, Person> found = new HashMap<>();
        for (UUID id : ids) {
            Known kept = known.get(id);
            if (kept != null && now - kept.since() < KEPT.toNanos()) {
                found.put(id, kept.person());
            }
        }
        if (found.size() < ids.size()) {
            long before = changes.get();
            List<Person> loaded = load.apply(ids.stream().filter(id -> !found.containsKey(id)).toList()).stream().map(PersonRow::person).toList();
            loaded.forEach(person -> found.put(person.id(), person));
            keep(loaded, before, now);
        }
        return Map.copyOf(found);
    }

    /** What was read while somebody was changed may be what that person was before, so it is not kept. */
    private synchronized void keep(List<Person> loaded, long before, long now) {
        if (changes.get() != before) {
            return;
        }
        if (known.size() + loaded.size() > MOST) {
            known.clear();
        }
        loaded.forEach(person -> known.put(person.id(), new Known(person, now)));
    }

    synchronized void forget(UUID id) {
        changes.incrementAndGet();
        known.remove(id);
    }
}
