package io.sparkbot.web.socket;

import java.util.ArrayDeque;
import java.util.Queue;

/** Runs tasks one after another, each on a virtual thread, in the order in which they came. */
final class Serial {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    synchronized void run(Runnable task) {
        waiting.add(task);
        if (!running) {
            running = true;
            Thread.ofVirtual().name("socket").start(this::work);
        }
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }
}
