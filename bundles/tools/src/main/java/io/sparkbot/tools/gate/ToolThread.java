package io.sparkbot.tools.gate;

import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.tools.shelf.Offer;
import io.sparkbot.tools.shelf.RunningCalls;
import io.sparkbot.tools.shelf.Slot;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call on a virtual thread of its own. What it holds is given back when the thread ends, however long that takes. */
final class ToolThread implements RunningCalls.Call {

    private static final Logger LOG = LoggerFactory.getLogger(ToolThread.class);

    /**
     * How the tool answered.
     *
     * @param failed whether it broke down; an error that the tool itself reports is an answer
     */
    record Ending(ToolResult result, boolean failed) {}

    private final Slot slot;
    private final ToolCall call;
    private final Runnable giveBack;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile Consumer<RunningCalls.Call> atEnd = c -> {};

    ToolThread(Slot slot, ToolCall call, Runnable giveBack) {
        this.slot = slot;
        this.call = call;
        this.giveBack = giveBack;
        this.thread = Thread.ofVirtual().name("tool-" + slot.name()).unstarted(this::run);
    }

    void start(Consumer<RunningCalls.Call> whenEnded) {
        atEnd = whenEnded;
        thread.setContextClassLoader(slot.tool().getClass().getClassLoader());
        thread.start();
    }

    private void run() {
        try {
            ToolResult result = slot.tool().call(call);
            ending.complete(new Ending(Results.plain(slot.name(), result), false));
        } catch (OutboundHttp.Refused | Problem e) {
            ending.complete(new Ending(ToolResult.error(slot.name() + ": " + e.getMessage()), false));
        } catch (Throwable e) {
            LOG.warn("tool {} of {} failed: {}", slot.name(), slot.origin().skillId(), where(e));
            ending.complete(new Ending(
                    ToolResult.error("Skill error [" + slot.name() + "]: " + e.getClass().getSimpleName()), true));
            if (e instanceof VirtualMachineError broken) {
                throw broken;
            }
        } finally {
            giveBack.run();
            ended.countDown();
            atEnd.accept(this);
        }
    }

    /** Kinds and places without messages, which may hold what the tool was given. */
    private static String where(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null && text.length() < 4_000; t = t.getCause()) {
            text.append(text.isEmpty() ? "" : ", caused by ").append(t.getClass().getName());
            Arrays.stream(t.getStackTrace()).limit(8).forEach(frame -> text.append("\n    at ").append(frame));
        }
        return text.toString();
    }

    /** It never starts. */
    void abandon() {
        giveBack.run();
        ended.countDown();
    }

    /** The ending, if it comes within the time. */
    Optional<Ending> await(long millis) throws InterruptedException {
        try {
            return Optional.of(ending.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    @Override
    public Offer offer() {
        return slot.offer();
    }

    @Override
    public void cancel(String why) {
        ending.complete(new Ending(ToolResult.error("The call of " + slot.name() + " was cancelled: " + why + "."), false));
        thread.interrupt();
    }

    @Override
    public CountDownLatch ended() {
        return ended;
    }
}
