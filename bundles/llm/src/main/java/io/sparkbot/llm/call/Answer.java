package io.sparkbot.llm.call;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.sparkbot.api.model.Models.TokenListener;
import io.sparkbot.llm.http.CallStop;
import io.sparkbot.llm.http.CallStopped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Collects one answer. Text goes to the listener on the caller's thread: at once when the provider module calls back there (all that use
 * our HTTP client do), through a queue when it uses a thread of its own. The first end counts, later ones are ignored.
 */
final class Answer implements StreamingChatResponseHandler {

    private static final Runnable END = () -> {};

    private final Thread caller = Thread.currentThread();
    private final LinkedBlockingQueue<Runnable> fromElsewhere = new LinkedBlockingQueue<>();
    private final TokenListener listener;
    private final CallStop stop;
    private final StringBuilder text = new StringBuilder();
    private boolean passedOn;
    private @Nullable ChatResponse response;
    private @Nullable Throwable error;
    private @Nullable RuntimeException listenerFailure;

    Answer(TokenListener listener, CallStop stop) {
        this.listener = listener;
        this.stop = stop;
    }

    @Override
    public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
        if (stop.isStopped()) {
            context.streamingHandle().cancel();
        } else {
            onPartialResponse(part.text());
        }
    }

    @Override
    public void onPartialResponse(String part) {
        onCallersThread(() -> token(part));
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        onCallersThread(() -> {
            if (response == null && error == null) {
                response = complete;
            }
        });
        fromElsewhere.add(END);
    }

    @Override
    public void onError(Throwable failure) {
        onCallersThread(() -> {
            if (response == null && error == null) {
                error = failure;
                stop.stop(CallStop.Cause.SPOILT);
            }
        });
        fromElsewhere.add(END);
    }

    private void onCallersThread(Runnable action) {
        if (Thread.currentThread() == caller) {
            action.run();
        } else {
            fromElsewhere.add(action);
        }
    }

    private void token(String part) {
        if (!part.isEmpty() && !stop.isStopped() && !ended()) {
            pass(part);
        }
    }

    private void pass(String part) {
        text.append(part);
        passedOn = true;
        try {
            listener.token(part);
        } catch (RuntimeException e) { // provider modules swallow what a handler throws: keep it for the caller
            listenerFailure = e;
            stop.stop(CallStop.Cause.CANCELLED);
        }
    }

    private boolean ended() {
        return response != null || error != null;
    }

    /** Waits for an answer that is given on another thread; for one that was given on this thread it returns at once. */
    void await(Duration silence) throws InterruptedException {
        try (CallStop.Hook waking = stop.onStop(() -> fromElsewhere.add(END))) {
            while (!ended() && !stop.isStopped()) {
                Runnable next = fromElsewhere.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    stop.stop(CallStop.Cause.SILENCE);
                } else {
                    next.run();
                }
            }
        }
    }

    /** Passes on the text of a provider that does not stream: it comes with the response alone. */
    void completeFrom(@Nullable String whole) {
        if (text.isEmpty() && whole != null && !whole.isEmpty()) {
            pass(whole);
        }
    }

    /** The whole response; empty when it did not come to that. */
    Optional<ChatResponse> response() {
        if (listenerFailure != null) {
            throw listenerFailure;
        }
        return Optional.ofNullable(response);
    }

    /** Why there is no response. */
    Throwable error() {
        Optional<CallStop.Cause> cause = stop.cause().filter(c -> c != CallStop.Cause.SPOILT);
        if (cause.isPresent()) {
            return new CallStopped(cause.get());
        }
        return error != null ? error : new Truncated();
    }

    String text() {
        return text.toString();
    }

    /** Whether the listener has got any text: from then on nothing may be tried again. */
    boolean passedOn() {
        return passedOn;
    }

    /** The stream ended without an end. */
    static final class Truncated extends Exception {
        private static final long serialVersionUID = 1L;

        Truncated() {
            super("the answer broke off");
        }
    }
}
