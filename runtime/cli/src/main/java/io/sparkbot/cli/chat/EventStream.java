package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Server-sent events as they arrive. The server sends a sign of life every 15 s; much longer silence means that the connection is dead. */
final class EventStream implements AutoCloseable {

    private static final Duration SILENCE = Duration.ofSeconds(45);
    private static final String DATA = "data:";

    private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final InputStream body;

    private sealed interface Piece {
        record Line(String text) implements Piece {}

        record End(Optional<IOException> cause) implements Piece {}
    }

    EventStream(InputStream body) {
        this.body = body;
        Thread.ofVirtual().name("events").start(this::read);
    }

    /**
     * The next event.
     *
     * @return empty when the server ended the stream
     * @throws IOException when the connection broke or fell silent
     */
    Optional<JsonNode> next(Deadline deadline) throws IOException, InterruptedException {
        while (true) {
            Piece piece = pieces.poll(Math.min(SILENCE.toMillis(), deadline.leftMillis()), TimeUnit.MILLISECONDS);
            switch (piece) {
                case null -> throw new IOException("nothing was heard for a while");
                case Piece.End end -> {
                    if (end.cause().isPresent()) {
                        throw end.cause().get();
                    }
                    return Optional.empty();
                }
                case Piece.Line line -> {
                    if (line.text().startsWith(DATA)) {
                        return Optional.of(Client.JSON.readTree(line.text().substring(DATA.length())));
                    }
                }
            }
        }
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                pieces.add(new Piece.Line(line));
            }
            pieces.add(new Piece.End(Optional.empty()));
        } catch (IOException broken) {
            pieces.add(new Piece.End(Optional.of(broken)));
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
