package io.sparkbot.llm.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;

/**
 * langchain4j's HTTP client for one call. A stream is read on the thread that asks for it, so that a token is passed on without a hop from
 * thread to thread; {@link CallStop} ends it from any other.
 */
public final class CallHttp implements HttpClientBuilder, HttpClient {

    /** A provider that has said [DONE] has this long to end the body; the answer is whole anyway. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final java.net.http.HttpClient client;
    private final ScheduledExecutorService timer;
    private final CallStop stop;
    private final Limits limits;
    private final Clock clock;
    private volatile boolean used;

    CallHttp(
            java.net.http.HttpClient client,
            ScheduledExecutorService timer,
            CallStop stop,
            Limits limits,
            Clock clock) {
        this.client = client;
        this.timer = timer;
        this.stop = stop;
        this.limits = limits;
        this.clock = clock;
    }

    /** Whether any request was made. */
    public boolean used() {
        return used;
    }

    /** One whole answer; the time limit is for all of it. */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try (Watch watch = new Watch(timer, limits.answer(), () -> stop.stop(CallStop.Cause.NO_ANSWER))) {
            HttpResponse<InputStream> response = send(request);
            try (InputStream body = new Body(response.body(), () -> {}, stop, limits.size());
                    CallStop.Hook closing = stop.onStop(() -> close(response.body()))) {
                return SuccessfulHttpResponse.builder()
                        .statusCode(checked(request, response, body).statusCode())
                        .headers(response.headers().map())
                        .body(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .build();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    stop.cause().<IOException>map(CallStopped::new).orElse(e));
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try (Watch watch = new Watch(timer, limits.answer(), () -> stop.stop(CallStop.Cause.NO_ANSWER))) {
            Runnable silent = () -> stop.stop(CallStop.Cause.SILENCE);
            StreamEnd end = new StreamEnd(
                    listener, new ErrorBody(request.headers(), clock), stop, () -> watch.restart(GRACE, silent));
            try {
                HttpResponse<InputStream> response = send(request);
                watch.restart(limits.silence(), silent);
                try (InputStream body = new Body(response.body(), watch::heard, stop, limits.size());
                        CallStop.Hook closing = stop.onStop(() -> close(response.body()))) {
                    checked(request, response, body);
                    end.onOpen(SuccessfulHttpResponse.builder()
                            .statusCode(response.statusCode())
                            .headers(response.headers().map())
                            .build());
                    parser.parse(body, end);
                    end.onClose();
                }
            } catch (IOException | RuntimeException e) {
                end.onError(e);
            }
        }
    }

    private HttpResponse<InputStream> checked(HttpRequest request, HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new ErrorBody(request.headers(), clock).failure(response.statusCode(), response.headers(), body);
        }
        return response;
    }

    /** Sends and waits for the head of the answer. */
    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        used = true;
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(translated(request), BodyHandlers.ofInputStream());
        try (CallStop.Hook cancelling = stop.onStop(() -> answer.cancel(true))) {
            return answer.get();
        } catch (CancellationException e) {
            throw new CallStopped(stop.cause().orElse(CallStop.Cause.CANCELLED));
        } catch (InterruptedException e) {
            answer.cancel(true);
            stop.stop(CallStop.Cause.CANCELLED);
            Thread.currentThread().interrupt();
            throw new CallStopped(CallStop.Cause.CANCELLED);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static java.net.http.HttpRequest translated(HttpRequest request) {
        URI uri = URI.create(request.url());
        String body = request.body();
        var builder = java.net.http.HttpRequest.newBuilder(uri)
                .method(request.method().name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                // no upgrade from HTTP/1.1: servers on a desk answer it in odd ways
                .version(
                        "https".equals(uri.getScheme().toLowerCase(Locale.ROOT))
                                ? java.net.http.HttpClient.Version.HTTP_2
                                : java.net.http.HttpClient.Version.HTTP_1_1);
        for (Map.Entry<String, java.util.List<String>> header :
                request.headers().entrySet()) {
            header.getValue().forEach(value -> builder.header(header.getKey(), value));
        }
        return builder.build();
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyBroken) {
            // closing is how a reader is woken; one that is broken needs no waking
        }
    }

    @Override
    public Duration connectTimeout() {
        return limits.answer();
    }

    /** The limits of the call hold, whatever a provider module wishes. */
    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return limits.silence();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }
}
