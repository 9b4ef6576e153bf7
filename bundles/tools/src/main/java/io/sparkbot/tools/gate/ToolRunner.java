package io.sparkbot.tools.gate;

import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.tool.ToolResult.Status;
import io.sparkbot.tools.shelf.Catalog;
import io.sparkbot.tools.shelf.Offer;
import io.sparkbot.tools.shelf.Slot;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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

    private final Map<Offer, Map<String, Breaker>> breakers = new WeakHashMap<>();

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

    /** Never throws for what the tool does; gives the lease back when the tool has ended. */
    ToolResult run(Catalog.Held held, CallMaker maker, BooleanSupplier stopped) {
        try {
            return start(held, maker, stopped);
        } catch (InterruptedException e) {
            held.lease().close();
            Thread.currentThread().interrupt();
            return stopped(held.slot().name());
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
        Runnable giveBack = () -> {
            lane.release();
            held.lease().close();
        };
        ToolThread thread;
        try {
            thread = new ToolThread(slot, maker.make(slot, timeout, stopped), giveBack);
        } catch (RuntimeException | LinkageError e) {
            giveBack.run();
            throw e;
        }
        return started(thread, slot) ? await(thread, slot, timeout, end, stopped) : removed(slot);
    }

    /** First counted, then looked for: whoever takes the service away either waits for the call, or was here before it. */
    private boolean started(ToolThread thread, Slot slot) {
        catalog.running().add(thread);
        if (catalog.offers(slot)) {
            thread.start(catalog.running()::remove);
            return true;
        }
        catalog.running().remove(thread);
        thread.abandon();
        return false;
    }

    static ToolResult removed(Slot slot) {
        return ToolResult.of(Status.UNAVAILABLE, "The tool " + slot.name() + " is being removed and cannot be called any more.");
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
        return breakers.computeIfAbsent(slot.offer(), o -> new HashMap<>()).computeIfAbsent(slot.name(), n -> new Breaker(clock));
    }
}
