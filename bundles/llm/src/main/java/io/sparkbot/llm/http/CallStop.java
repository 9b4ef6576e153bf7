package io.sparkbot.llm.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends one call from any thread, for the first cause that is given. */
public final class CallStop {

    /** Why a call was ended before its time. */
    public enum Cause {
        CANCELLED,
        PROVIDER_GONE,
        /** No answer began in time. */
        NO_ANSWER,
        /** The answer began, then no data came. */
        SILENCE,
        TOO_LARGE,
        /** The answer cannot be used any more, whatever still comes. */
        SPOILT
    }

    private final List<Runnable> hooks = new ArrayList<>();
    private Optional<Cause> cause = Optional.empty();

    public void stop(Cause why) {
        List<Runnable> toRun;
        synchronized (this) {
            if (cause.isPresent()) {
                return;
            }
            cause = Optional.of(why);
            toRun = List.copyOf(hooks);
            hooks.clear();
        }
        toRun.forEach(Runnable::run);
    }

    /** A part of this call: it ends when this ends, and can end alone. Close the hook when the part is over. */
    public Hook passTo(CallStop part) {
        return onStop(() -> part.stop(cause().orElseThrow()));
    }

    public synchronized Optional<Cause> cause() {
        return cause;
    }

    public boolean isStopped() {
        return cause().isPresent();
    }

    /** Runs the hook on stop, at once when it is stopped already. Closing the answer takes it back. */
    public Hook onStop(Runnable hook) {
        synchronized (this) {
            if (cause.isEmpty()) {
                hooks.add(hook);
                return () -> {
                    synchronized (this) {
                        hooks.remove(hook);
                    }
                };
            }
        }
        hook.run();
        return () -> {};
    }

    /** A registered hook. */
    @FunctionalInterface
    public interface Hook extends AutoCloseable {
        @Override
        void close();
    }
}
