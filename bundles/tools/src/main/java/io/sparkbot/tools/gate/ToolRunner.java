package io.sparkbot.tools.gate;

import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.tool.ToolResult.Status;
import io.sparkbot.tools.shelf.Catalog;
import io.sparkbot.tools.shelf.Offer;
import io.sparkbot.tools.shelf.Slot;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs a tool within its limits: on a lease of its bundle, so many at a time, for so long, and not at all while it keeps failing. */
public final class ToolRunner {

    /** How often a waiting call looks whether its turn was stopped. */
    private static final long LOOK_MILLIS = 100;

    private final Catalog catalog;
    private final Supplier<Limits> limits;
    private final Clock clock;
    /** By offer: a service that comes anew starts with a clean record. */
    private final Map<Offer, Semaphore> lanes = new WeakHashMap<>();

    private final Map<Slot, Breaker> breakers = new WeakHashMap<>();

    public ToolRunner(Catalog catalog, Supplier<Limits> limits, Clock clock) {
        this.catalog = catalog;
        this.limits = limits;
        this.clock = clock;
    }

    /** Makes the call the tool gets, once it is known how long it may take. */
    interface CallMaker {
        ToolCall make(Slot slot, Duration timeout, BooleanSupplier cancelled);
    }

    Duration timeout(Slot slot) {
        return limits.get().timeout(slot);
    }

    /** Never throws for what the tool does. */
    ToolResult run(Slot wanted, CallMaker maker, BooleanSupplier stopped) {
        try {
            Optional<Catalog.Held> held = catalog.hold(wanted);
            if (held.isEmpty()) {
                return ToolResult.of(Status.UNAVAILABLE, "The tool " + wanted.name() + " is being removed and cannot be called any more.");
            }
            return start(held.get(), maker, stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopped(wanted.name());
        }
    }

    private ToolResult start(Catalog.Held held, CallMaker maker, BooleanSupplier stopped) throws InterruptedException {
        Slot slot = held.slot();
        Duration timeout = timeout(slot);
        long end = System.nanoTime() + timeout.toNanos();
        Optional<Duration> refusal = breaker(slot).refusal();
        if (refusal.isPresent()) {
            held.lease().close();
            return ToolResult.of(Status.UNAVAILABLE, "The tool " + slot.name() + " failed several times in a row and is given a rest of "
                    + (refusal.get().toSeconds() + 1) + " s more.");
        }
        Semaphore lane = lane(slot);
        if (!enter(lane, end, stopped)) {
            held.lease().close();
            return stopped.getAsBoolean()
                    ? stopped(slot.name())
                    : ToolResult.of(Status.TIMEOUT, "The tool " + slot.name() + " is busy: it handled as many calls as it may at a time for "
                            + timeout.toSeconds() + " s.");
        }
        ToolThread thread = new ToolThread(slot, maker.make(slot, timeout, stopped), () -> {
            lane.release();
            held.lease().close();
        });
        catalog.running().add(thread);
        thread.start(catalog.running()::remove);
        return await(thread, slot, timeout, end, stopped);
    }

    private static boolean enter(Semaphore lane, long end, BooleanSupplier stopped) throws InterruptedException {
        while (!lane.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (stopped.getAsBoolean() || System.nanoTime() - end > 0) {
                return false;
            }
        }
        return true;
    }

    private ToolResult await(ToolThread thread, Slot slot, Duration timeout, long end, BooleanSupplier stopped) throws InterruptedException {
        try {
            for (; ; ) {
                long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
                Optional<ToolThread.Ending> ending = thread.await(Math.min(LOOK_MILLIS, left));
                if (ending.isPresent()) {
                    return judged(slot, ending.get());
                }
                if (stopped.getAsBoolean()) {
                    thread.interrupt();
                    return stopped(slot.name());
                }
                if (System.nanoTime() - end >= 0) {
                    throw new TimeoutException();
                }
            }
        } catch (TimeoutException e) {
            thread.interrupt();
            breaker(slot).failed();
            return ToolResult.of(Status.TIMEOUT, "The tool " + slot.name() + " did not finish within " + timeout.toSeconds() + " s.");
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private ToolResult judged(Slot slot, ToolThread.Ending ending) {
        if (ending.failed()) {
            breaker(slot).failed();
        } else {
            breaker(slot).succeeded();
        }
        return ending.result();
    }

    private static ToolResult stopped(String name) {
        return ToolResult.error("The call of " + name + " was stopped.");
    }

    private synchronized Semaphore lane(Slot slot) {
        return lanes.computeIfAbsent(slot.offer(), s -> new Semaphore(limits.get().concurrentCalls(slot), true));
    }

    private synchronized Breaker breaker(Slot slot) {
        return breakers.computeIfAbsent(slot, s -> new Breaker(clock));
    }
}
