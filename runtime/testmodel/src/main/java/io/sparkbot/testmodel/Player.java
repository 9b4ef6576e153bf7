package io.sparkbot.testmodel;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/** Plays one step of a script on one exchange, streaming or whole. */
final class Player {

    private static final int FRAGMENT = 7;

    private final Exchange exchange;
    private final Recorded request;
    private final Wire wire;
    private final boolean streaming;
    private final ToIntFunction<Integer> attempts;
    private final CountDownLatch released;
    private final StringBuilder said = new StringBuilder();
    private final List<Act.Wanted> wanted = new ArrayList<>();
    private long interval;
    private long next;
    private int chunks;
    private String reason = "";

    /**
     * @param attempts by position of an act: how often it was played for the same question, this time included
     * @param released ends a hold
     */
    Player(Exchange exchange, Recorded request, Wire wire, ToIntFunction<Integer> attempts, CountDownLatch released) {
        this.exchange = exchange;
        this.request = request;
        this.wire = wire;
        this.streaming = request.body().path("stream").asBoolean();
        this.attempts = attempts;
        this.released = released;
    }

    /** @return whether the connection can take another request */
    boolean play(List<Act> acts) throws IOException {
        for (int i = 0; i < acts.size(); i++) {
            int position = i;
            switch (acts.get(i)) {
                case Act.Pace pace -> {
                    interval = pace.interval().toNanos();
                    next = 0;
                }
                case Act.Tokens tokens -> {
                    for (int n = 0; n < tokens.count(); n++) {
                        say(Samples.WORDS[n % Samples.WORDS.length]);
                    }
                }
                case Act.Stamps stamps -> {
                    for (int n = 0; n < stamps.count(); n++) {
                        awaitTurn();
                        emit(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + " ");
                    }
                }
                case Act.Text text -> words(text.text());
                case Act.Thought thought -> {
                    if (streaming) {
                        start();
                        exchange.chunk(wire.thought(thought.text()));
                    }
                }
                case Act.Bulk bulk -> bulk(bulk.characters());
                case Act.Calls calls -> call(calls.calls());
                case Act.Status status -> {
                    if (attempts.applyAsInt(position) <= status.times()) {
                        refuse(status);
                        return true;
                    }
                }
                case Act.Open() -> start();
                case Act.Pause pause ->
                    sleepUntil(System.nanoTime() + pause.duration().toNanos());
                case Act.Hold() -> hold();
                case Act.Silence() -> {
                    exchange.awaitDeparture();
                    throw new IOException("the client left");
                }
                case Act.Cut cut -> {
                    if (attempts.applyAsInt(position) <= cut.times()) {
                        exchange.reset();
                        return false;
                    }
                }
                case Act.End() -> {
                    start();
                    exchange.closeStream();
                    return true;
                }
                case Act.InBand error -> {
                    start();
                    exchange.chunk(wire.inBand(error.message()));
                    exchange.closeStream();
                    return true;
                }
                case Act.Garbage() -> {
                    start();
                    exchange.chunk(wire.garbage());
                }
                case Act.Linger() -> {
                    ending();
                    exchange.awaitDeparture();
                    return false;
                }
                case Act.Finish finish -> reason = finish.reason();
            }
        }
        finish();
        return true;
    }

    private void hold() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void words(String template) throws IOException {
        String text = template.replace("{result}", request.last("tool"))
                .replace("{user}", request.last("user"))
                .replace("{tools}", String.join(", ", request.tools()));
        for (int from = 0; from < text.length(); ) {
            int space = text.indexOf(' ', from);
            int to = space < 0 ? text.length() : space + 1;
            say(text.substring(from, to));
            from = to;
        }
    }

    private void bulk(int characters) throws IOException {
        String piece = "0123456789abcde ".repeat(64);
        for (int left = characters; left > 0; left -= piece.length()) {
            say(piece.substring(0, Math.min(left, piece.length())));
        }
    }

    private void say(String text) throws IOException {
        awaitTurn();
        emit(text);
    }

    private void emit(String text) throws IOException {
        if (streaming) {
            start();
            exchange.chunk(wire.content(text));
            request.sent(++chunks);
        } else {
            said.append(text);
        }
    }

    private void call(List<Act.Wanted> calls) throws IOException {
        reason = "tool_calls";
        if (!streaming) {
            wanted.addAll(calls);
            return;
        }
        start();
        for (Act.Wanted call : calls) {
            int index = wanted.size();
            wanted.add(call);
            exchange.chunk(wire.callHead(index, "call_" + request.step() + "_" + index, call.tool()));
            for (int from = 0; from < call.arguments().length(); from += FRAGMENT) {
                awaitTurn();
                exchange.chunk(wire.callPart(
                        index,
                        call.arguments()
                                .substring(
                                        from,
                                        Math.min(
                                                from + FRAGMENT,
                                                call.arguments().length()))));
            }
        }
    }

    private void refuse(Act.Status status) throws IOException {
        String retry = status.retryAfter().isEmpty() ? "" : "Retry-After: " + status.retryAfter() + "\r\n";
        String code = switch (status.code()) {
            case 401 -> "invalid_api_key";
            case 402 -> "insufficient_quota";
            case 404 -> "model_not_found";
            case 413 -> "context_length_exceeded";
            case 429 -> "rate_limit_exceeded";
            default -> "server_error";
        };
        exchange.answer(
                status.code(),
                "application/json",
                retry,
                Wire.error(status.saying() + " (key " + request.key() + ")", "error", code));
    }

    private void start() throws IOException {
        if (!exchange.isOpen()) {
            exchange.openStream();
            exchange.chunk(wire.role());
        }
    }

    private void finish() throws IOException {
        if (streaming) {
            ending();
            exchange.closeStream();
        } else {
            String answer =
                    wire.whole(said.toString(), wanted, reason(), inputTokens(), Math.max(1, said.length() / 4));
            exchange.answer(200, "application/json", "", answer);
        }
    }

    private void ending() throws IOException {
        start();
        exchange.chunk(wire.finish(reason()));
        if (request.body().path("stream_options").path("include_usage").asBoolean()) {
            exchange.chunk(wire.usage(inputTokens(), chunks));
        }
        exchange.chunk(wire.done());
    }

    private String reason() {
        return reason.isEmpty() ? "stop" : reason;
    }

    private int inputTokens() {
        return request.body().path("messages").toString().length() / 4;
    }

    /** Keeps the pace against the clock, so that slow writes do not add up. */
    private void awaitTurn() {
        if (interval > 0) {
            next = next == 0 ? System.nanoTime() : next + interval;
            sleepUntil(next);
        }
    }

    private static void sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
