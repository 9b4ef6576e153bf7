package io.sparkbot.web.rest;

import jakarta.servlet.AsyncContext;
import org.jspecify.annotations.Nullable;

/** A request that can be ended from outside, as long as it runs: its thread is interrupted, an asynchronous answer is completed. */
final class Interruptible {

    private @Nullable Thread thread;
    private @Nullable AsyncContext later;

    Interruptible(Thread thread) {
        this.thread = thread;
    }

    synchronized void handOn(AsyncContext answer) {
        thread = null;
        later = answer;
    }

    /** The call has returned; an interrupt that came too late is taken off the thread, which goes on to other work. */
    synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    synchronized void cut() {
        if (thread != null) {
            thread.interrupt();
        }
        if (later != null) {
            later.complete();
            later = null;
        }
    }
}
