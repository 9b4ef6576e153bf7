package io.sparkbot.identity;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What is known of people for a while, so that a page of messages needs no statement for its senders and a turn none for what its person
 * chose. Rights are never decided by what is kept here. A change on this server is seen at once, one by another process within {@link #KEPT}.
 */
final class Known<V> {

    static final Duration KEPT = Duration.ofSeconds(10);

    private static final int MOST = 10_000;

    private record Entry<V>(V value, long since) {}

    private final Map<UUID, Entry<V>> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final LongSupplier nanos;

    /** @param nanos a clock such as {@link System#nanoTime} */
    Known(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What there is of these people; {@code load} is asked for those who are not known. */
    Map<UUID, V> of(Set<UUID> ids, Function<Collection<UUID>, Map<UUID, V>> load) {
        long now = nanos.getAsLong();
        Map<UUID, V> found = new HashMap<>();
        for (UUID id : ids) {
            Entry<V> kept = known.get(id);
            if (kept != null && now - kept.since() < KEPT.toNanos()) {
                found.put(id, kept.value());
            }
        }
        if (found.size() < ids.size()) {
            long before = changes.get();
            Map<UUID, V> loaded = load.apply(ids.stream().filter(id -> !found.containsKey(id)).toList());
            found.putAll(loaded);
            keep(loaded, before, now);
        }
        return Map.copyOf(found);
    }

    /** What was read while somebody was changed may be what was there before, so it is not kept. */
    private synchronized void keep(Map<UUID, V> loaded, long before, long now) {
        if (changes.get() != before) {
            return;
        }
        if (known.size() + loaded.size() > MOST) {
            known.clear();
        }
        loaded.forEach((id, value) -> known.put(id, new Entry<>(value, now)));
    }

    synchronized void forget(UUID id) {
        changes.incrementAndGet();
        known.remove(id);
    }
}
