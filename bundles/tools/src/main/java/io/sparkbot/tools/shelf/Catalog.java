package io.sparkbot.tools.shelf;

import io.sparkbot.api.plugin.Leases;
import io.sparkbot.api.tool.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** All offers, the shelf worked out from them, and the calls that run. */
public final class Catalog {

    /** How long a call may go on after its tool was taken away. */
    static final Duration REMOVAL_LIMIT = Duration.ofSeconds(10);
    /** How long a call waits for a tool that was there a moment ago: an update takes the old one away before the new one comes. */
    static final Duration GAP = Duration.ofSeconds(3);

    private final Leases leases = new Leases();
    private final RunningCalls running = new RunningCalls();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Offer> offers = new ArrayList<>();
    private final Map<String, Long> ranks = new HashMap<>();
    private final Map<String, Long> gone = new HashMap<>();
    private volatile Shelf shelf = Shelf.empty();

    public void add(Offer offer) {
        change(() -> {
            offers.add(offer);
            ranks.putIfAbsent(offer.origin().skillId(), offer.number());
        });
    }

    /** Takes the offer away and waits for its running calls, at most {@link #REMOVAL_LIMIT}; then they are cancelled. */
    public void remove(Offer offer) {
        change(() -> {
            offers.remove(offer);
            if (offers.stream().noneMatch(o -> o.origin().skillId().equals(offer.origin().skillId()))) {
                ranks.remove(offer.origin().skillId());
            }
        });
        running.finish(offer, REMOVAL_LIMIT);
    }

    public CompletionStage<Void> drain(long bundleId) {
        CompletionStage<Void> drained = leases.drain(bundleId);
        change(() -> {});
        return drained;
    }

    /** Ends the calls that still run in the bundle. */
    public void cut(long bundleId) {
        running.cancel(call -> call.offer().origin().bundleId() == bundleId);
    }

    public void resume(long bundleId) {
        leases.resume(bundleId);
        change(() -> {});
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            Shelf before = shelf;
            change.run();
            shelf = Shelf.of(offers, ranks, leases::isDraining);
            remember(before);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void remember(Shelf before) {
        long now = System.nanoTime();
        gone.values().removeIf(since -> now - since > GAP.toNanos());
        before.names().stream().filter(name -> shelf.find(name).isEmpty()).forEach(name -> gone.put(name, now));
    }

    public RunningCalls running() {
        return running;
    }

    /** The tool of this name or alias; waits a moment when it was there until just now. */
    public Optional<Slot> find(String name) throws InterruptedException {
        Optional<Slot> found = shelf.find(name);
        return found.isPresent() ? found : awaitReturn(name);
    }

    private Optional<Slot> awaitReturn(String name) throws InterruptedException {
        lock.lock();
        try {
            for (; ; ) {
                Optional<Slot> found = shelf.find(name);
                Long since = gone.get(name);
                long left = since == null ? 0 : since + GAP.toNanos() - System.nanoTime();
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A lease on the bundle of the slot, or of the version that took over from it.
     *
     * @return empty when the tool is going away and nothing took its place
     */
    public Optional<Held> hold(Slot slot) throws InterruptedException {
        Slot wanted = slot;
        long end = System.nanoTime() + GAP.toNanos();
        for (; ; ) {
            Optional<Leases.Lease> lease = leases.take(wanted.origin().bundleId());
            if (lease.isPresent() && offers(wanted)) {
                return Optional.of(new Held(wanted, lease.get()));
            }
            lease.ifPresent(Leases.Lease::close); // its bundle was replaced and may be called again, but this service of it is gone
            Optional<Slot> next = find(slot.name());
            if (next.isEmpty() || !next.get().origin().skillId().equals(slot.origin().skillId())) {
                return Optional.empty();
            }
            if (next.get().isSame(wanted) && !awaitSuccessor(wanted, end)) {
                return Optional.empty();
            }
            wanted = next.get();
        }
    }

    /** Waits while the slot is the one to be found although its bundle drains; the switch may have come before this was called. */
    private boolean awaitSuccessor(Slot draining, long end) throws InterruptedException {
        lock.lock();
        try {
            long left = end - System.nanoTime();
            while (left > 0
                    && leases.isDraining(draining.origin().bundleId())
                    && shelf.find(draining.name()).filter(draining::isSame).isPresent()) {
                left = changed.awaitNanos(left);
            }
            return left > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the service is still there. */
    public boolean offers(Slot slot) {
        lock.lock();
        try {
            return offers.contains(slot.offer());
        } finally {
            lock.unlock();
        }
    }

    /** A tool together with the lease on its bundle. */
    public record Held(Slot slot, Leases.Lease lease) {}

    /** Why tools of this bundle cannot be called, by name. */
    public Map<String, String> rejections(long bundleId) {
        Map<String, String> rejections = new LinkedHashMap<>();
        shelf.placed().stream()
                .filter(p -> p.origin().bundleId() == bundleId)
                .forEach(p -> p.rejected().ifPresent(why -> rejections.put(p.descriptor().name(), why)));
        return rejections;
    }

    public List<Toolbox.Entry> entries() {
        return entries(shelf.placed());
    }

    /** What one bundle offers, as if no other version of it were there. */
    public List<Toolbox.Entry> entriesOf(long bundleId) {
        List<Shelf.Placed> looked;
        lock.lock();
        try {
            Optional<String> skillId = offers.stream()
                    .filter(o -> o.origin().bundleId() == bundleId)
                    .map(o -> o.origin().skillId())
                    .findFirst();
            List<Offer> alone = offers.stream()
                    .filter(o -> o.origin().bundleId() == bundleId || !skillId.equals(Optional.of(o.origin().skillId())))
                    .toList();
            looked = Shelf.of(alone, ranks, id -> id != bundleId && leases.isDraining(id)).placed().stream()
                    .filter(p -> p.origin().bundleId() == bundleId)
                    .toList();
        } finally {
            lock.unlock();
        }
        return entries(looked);
    }

    /** All skills are asked at once whether their tools are available, so that those that do not answer are waited for once. */
    private static List<Toolbox.Entry> entries(List<Shelf.Placed> placed) {
        Map<Shelf.Placed, Asking.Asked<Optional<String>>> asked = new IdentityHashMap<>();
        placed.stream()
                .filter(p -> p.rejected().isEmpty() && !p.origin().builtin())
                .forEach(p -> asked.put(p, Asking.start(p.tool()::unavailable)));
        long end = System.nanoTime() + Asking.PATIENCE.toNanos();
        return placed.stream().map(p -> entry(p, asked.get(p), end)).toList();
    }

    private static Toolbox.Entry entry(Shelf.Placed placed, Asking.@Nullable Asked<Optional<String>> asked, long end) {
        return new Toolbox.Entry(
                placed.descriptor(),
                placed.origin().skillId(),
                placed.origin().version(),
                !placed.origin().builtin(),
                placed.rejected(),
                placed.rejected().isPresent() ? Optional.empty() : unavailable(placed, asked, end));
    }

    private static Optional<String> unavailable(Shelf.Placed placed, Asking.@Nullable Asked<Optional<String>> asked, long end) {
        try {
            return asked == null
                    ? Asking.of(placed.origin(), placed.tool()::unavailable)
                    : Asking.await(asked, Math.max(0, end - System.nanoTime()));
        } catch (Asking.Unanswered e) {
            return Optional.of("it failed to say whether it is available: " + e.getMessage());
        }
    }
}
