package io.sparkbot.llm.http;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.util.Optional;

/** Stands between parser and provider module: passes events on, finds errors among them, and lets exactly one end through. */
final class StreamEnd implements ServerSentEventListener {

    private static final String DONE = "[DONE]";

    private final ServerSentEventListener listener;
    private final ErrorBody errors;
    private final CallStop stop;
    private final Runnable onDone;
    private boolean done;
    private boolean ended;

    /** @param onDone told when the provider has said that it is done, before the connection has ended */
    StreamEnd(ServerSentEventListener listener, ErrorBody errors, CallStop stop, Runnable onDone) {
        this.listener = listener;
        this.errors = errors;
        this.stop = stop;
        this.onDone = onDone;
    }

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        listener.onOpen(response);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        String data = event.data() == null ? "" : event.data();
        if (ended || stop.isStopped()) {
            context.parsingHandle().cancel();
            return;
        }
        Optional<HttpFailure> failure = errors.inBand(data);
        if (failure.isPresent()) {
            onError(failure.get());
            context.parsingHandle().cancel();
            return;
        }
        if (data.strip().equals(DONE)) {
            done = true;
            onDone.run();
        }
        listener.onEvent(event, context);
    }

    @Override
    public void onError(Throwable error) {
        if (ended) {
            return;
        }
        ended = true;
        Optional<CallStop.Cause> cause = stop.cause();
        if (done && cause.filter(c -> c == CallStop.Cause.SILENCE).isPresent()) {
            listener.onClose(); // the answer was whole, only the connection was left open
        } else {
            listener.onError(cause.<Throwable>map(CallStopped::new).orElse(error));
        }
    }

    @Override
    public void onClose() {
        if (stop.isStopped()) {
            onError(new CallStopped(CallStop.Cause.CANCELLED));
        } else if (!ended) {
            ended = true;
            listener.onClose();
        }
    }
}
