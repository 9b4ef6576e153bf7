package io.sparkbot.itest.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;

/** A socket as a tab of a browser has it. */
public final class Tab implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 60;
    private static final CompletionStage<?> TAKEN = CompletableFuture.completedStage("");

    private final boolean reads;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder piece = new StringBuilder();
    private final WebSocket socket;

    /** How a tab connects: with what its browser sends along. */
    public record Browser(URI server, String path, String cookie, String origin, boolean reads) {

        public static Browser at(URI server, String path) {
            return new Browser(server, path, "", "", true);
        }

        public Browser signedIn(String token) {
            return new Browser(server, path, "chat_token=" + token, origin, reads);
        }

        public Browser on(String page) {
            return new Browser(server, path, cookie, page, reads);
        }

        /** Takes no frame from the network. */
        public Browser thatDoesNotRead() {
            return new Browser(server, path, cookie, origin, false);
        }

        /** @throws CompletionException when the handshake is refused; its cause is a WebSocketHandshakeException */
        public Tab open() {
            return new Tab(this);
        }
    }

    private Tab(Browser browser) {
        this.reads = browser.reads();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (!browser.cookie().isEmpty()) {
            builder.header("Cookie", browser.cookie());
        }
        if (!browser.origin().isEmpty()) {
            builder.header("Origin", browser.origin());
        }
        String address = browser.server().resolve("/api/v1" + browser.path()).toString().replaceFirst("^http", "ws");
        this.socket = builder.buildAsync(URI.create(address), this).join();
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(1);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        piece.append(data);
        if (last) {
            try {
                frames.add(Api.JSON.readTree(piece.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            piece.setLength(0);
        }
        from.request(1);
        return TAKEN;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return TAKEN;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    public Tab send(String frame) {
        socket.sendText(frame, true).join();
        return this;
    }

    /** Sends what the server may cut off in the middle. */
    public void pour(String frame) {
        socket.sendText(frame, true).exceptionally(cut -> socket).join();
    }

    /** The next frame of this type that fits; those before it are passed over. */
    public JsonNode next(String type, Predicate<JsonNode> fits) {
        return await("of type " + type, frame -> frame.path("type").asText().equals(type) && fits.test(frame));
    }

    /** The next frames that fit, for those that may come in any order; the others between them are passed over. */
    public List<JsonNode> next(int count, Predicate<JsonNode> fits) {
        return IntStream.range(0, count).mapToObj(number -> await((number + 1) + " of " + count, fits)).toList();
    }

    /** The types of the frames that come before the next one of this type, which is taken too. */
    public List<String> typesBefore(String type) {
        List<String> passed = new ArrayList<>();
        await("of type " + type, frame -> frame.path("type").asText().equals(type) || !passed.add(frame.path("type").asText()));
        return passed;
    }

    private JsonNode await(String what, Predicate<JsonNode> fits) {
        try {
            for (JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS); frame != null; frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                if (fits.test(frame)) {
                    return frame;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no frame " + what + " came within " + PATIENCE_SECONDS + " s; closed: " + closed);
    }

    public JsonNode next(String type) {
        return next(type, frame -> true);
    }

    /** What has come up to now and was not looked at. */
    public boolean has(String type) {
        return frames.stream().anyMatch(frame -> frame.path("type").asText().equals(type));
    }

    /** The code with which the server closes. */
    public int closeCode() {
        return end().orElseThrow(() -> new AssertionError("the server cut the connection without a code"));
    }

    /** Waits until the connection has ended; empty when it was cut, so that a code that was sent may not have arrived. */
    public Optional<Integer> end() {
        try {
            return Optional.of(closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException cut) {
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new AssertionError("the server did not end the connection", e);
        }
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket).join();
    }
}
