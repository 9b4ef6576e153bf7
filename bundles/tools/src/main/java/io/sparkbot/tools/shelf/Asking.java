package io.sparkbot.tools.shelf;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a tool beside its call: whether it is available, how strict its policy is, what the call is in plain words. A built-in answers
 * at once; a skill is asked on a thread of its own and waited for no longer than {@link #PATIENCE}, so that it holds up nobody but itself.
 */
public final class Asking {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    private Asking() {}

    /** The tool failed to answer: it threw, answered null, or took too long. */
    public static final class Unanswered extends Exception {

        private static final long serialVersionUID = 1L;

        Unanswered(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * @throws Unanswered in place of whatever the tool throws
     */
    public static <T> T of(Origin origin, Callable<T> question) throws Unanswered {
        return origin.builtin() ? checked(direct(question)) : await(start(question), PATIENCE.toNanos());
    }

    /** The question on its way to a skill; {@link #await} takes the answer. */
    static <T> Asked<T> start(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("tool-question").start(() -> {
            try {
                answer.complete(question.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return new Asked<>(answer, thread);
    }

    record Asked<T>(CompletableFuture<T> answer, Thread thread) {}

    static <T> T await(Asked<T> asked, long nanos) throws Unanswered {
        try {
            return checked(asked.answer().get(nanos, TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw new Unanswered(String.valueOf(e.getCause() == null ? e : e.getCause().getClass().getSimpleName()));
        } catch (TimeoutException e) {
            asked.thread().interrupt();
            throw new Unanswered("no answer within " + PATIENCE.toMillis() + " ms");
        } catch (InterruptedException e) {
            asked.thread().interrupt();
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted");
        }
    }

    private static <T> T direct(Callable<T> question) throws Unanswered {
        try {
            return question.call();
        } catch (Exception | LinkageError e) {
            throw new Unanswered(e.getClass().getSimpleName());
        }
    }

    private static <T> T checked(@Nullable T answer) throws Unanswered {
        if (answer == null) {
            throw new Unanswered("it answered null");
        }
        return answer;
    }
}
