package io.sparkbot.api.model;

import java.util.ArrayList;
import java.util.List;

/** A stop sign that can be seen from any thread: set once, hooks run once. */
public final class Cancellation {

    private final List<Runnable> hooks = new ArrayList<>();
    private boolean set;

    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (set) {
                return;
            }
            set = true;
            toRun = List.copyOf(hooks);
            hooks.clear();
        }
        toRun.forEach(Runnable::run);
    }

    public synchronized boolean isCancelled() {
        return set;
    }

    /** Runs the hook on cancel; at once when it is already cancelled. Closing the answer takes the hook back. */
    public Registration onCancel(Runnable hook) {
        synchronized (this) {
            if (!set) {
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
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
