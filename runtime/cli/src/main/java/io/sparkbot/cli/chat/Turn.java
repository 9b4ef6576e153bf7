package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows one answer from its first event to its end. The turn is the server's: when the connection drops it is joined again at the last
 * number seen, and nothing is lost or shown twice.
 */
final class Turn {

    private static final int REJOIN = 8;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Client client;
    private final String room;
    private final Screen screen;
    private final Deadline deadline;
    private volatile String id = "";
    private volatile boolean stopWanted;
    private long seen;

    /** How following ended. */
    sealed interface End {
        /** The answer is complete. */
        record Done() implements End {}

        /** The answer ended with an error, which was shown. */
        record Failed() implements End {}

        /** Somebody has to say yes or no first. */
        record Parked(Confirmation confirmation) implements End {}
    }

    /** A question to the person. */
    record Confirmation(String id, String tool, String title, String reason, String input) {

        static Confirmation of(JsonNode event) {
            return new Confirmation(
                    event.path("confirm_id").asText(),
                    event.path("tool").asText(),
                    event.path("title").asText(event.path("tool").asText()),
                    event.path("reason").asText(""),
                    event.path("input").isEmpty() ? "" : event.path("input").toString());
        }
    }

    Turn(Client client, String room, Screen screen, Deadline deadline) {
        this.client = client;
        this.room = room;
        this.screen = screen;
        this.deadline = deadline;
    }

    /** Joins a turn that is there already. */
    Turn at(String turnId, long lastSeen) {
        id = turnId;
        seen = lastSeen;
        return this;
    }

    End send(String text) throws CommandFailure, ServerFailure {
        return follow("POST", messages(), Optional.of(Client.message(text)));
    }

    /** Follows what comes after the event seen last. */
    End rest() throws CommandFailure, ServerFailure {
        return follow("GET", events(), Optional.empty());
    }

    End approve(String confirmId) throws CommandFailure, ServerFailure {
        return follow("POST", messages(), Optional.of(java.util.Map.of("content", "", "confirm_id", confirmId)));
    }

    /** Says no; the model is told and goes on. */
    End deny(String confirmId) throws CommandFailure, ServerFailure {
        client.delete("/chat/rooms/" + room + "/confirmations/" + confirmId);
        return id.isEmpty() ? new End.Done() : rest();
    }

    /** Ends the turn on the server, at once or as soon as its number is known; what was said so far is kept there. */
    void stop() {
        stopWanted = true;
        String running = id;
        if (!running.isEmpty()) {
            Thread.ofVirtual().start(() -> {
                try {
                    client.post("/chat/rooms/" + room + "/turns/" + running + "/stop", java.util.Map.of());
                } catch (CommandFailure | ServerFailure trouble) {
                    screen.problem("it could not be stopped: " + trouble.getMessage(), "");
                }
            });
        }
    }

    private String messages() {
        return "/chat/rooms/" + room + "/messages/stream";
    }

    private String events() {
        return "/chat/rooms/" + room + "/turns/" + id + "/events?after=" + seen;
    }

    private End follow(String method, String path, Optional<Object> body) throws CommandFailure, ServerFailure {
        Optional<End> end = tryOnce(method, path, body, 0);
        for (int attempt = 1; end.isEmpty(); attempt++) {
            if (deadline.isOver()) {
                throw new CommandFailure(ExitCode.OUT_OF_TIME, "the answer did not end in time; it goes on in the room");
            }
            if (id.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.ERROR, "the connection broke before the server confirmed the message; look into the room before sending it again");
            }
            if (attempt > REJOIN) {
                throw new CommandFailure(ExitCode.UNREACHABLE, "the connection to " + client.url() + " is lost; the answer goes on there");
            }
            screen.note("the connection dropped, joining again");
            pause(attempt);
            end = tryOnce("GET", events(), Optional.empty(), attempt);
        }
        return end.get();
    }

    /** @return empty when the connection broke before the end */
    private Optional<End> tryOnce(String method, String path, Optional<Object> body, int attempt) throws CommandFailure, ServerFailure {
        try (EventStream events = client.open(method, path, body)) {
            for (Optional<JsonNode> event = events.next(deadline); event.isPresent(); event = events.next(deadline)) {
                Optional<End> end = take(event.get());
                if (end.isPresent()) {
                    return end;
                }
            }
            return Optional.empty();
        } catch (IOException dropped) {
            return Optional.empty();
        } catch (CommandFailure away) {
            if (attempt > 0 && away.exitCode() == ExitCode.UNREACHABLE) {
                return Optional.empty();
            }
            throw away;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ERROR, "interrupted");
        }
    }

    private static void pause(int attempt) throws CommandFailure {
        try {
            Thread.sleep(PAUSE.multipliedBy(attempt));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ERROR, "interrupted");
        }
    }

    private Optional<End> take(JsonNode event) {
        long number = event.path("seq").asLong(0);
        if (number > 0 && number <= seen) {
            return Optional.empty();
        }
        seen = Math.max(seen, number);
        screen.event(event);
        switch (event.path("type").asText()) {
            case "human_message" -> {
                id = event.path("turn_id").asText(id);
                if (stopWanted) {
                    stop();
                }
            }
            case "token" -> screen.token(event.path("token").asText());
            case "tool_start" -> screen.toolStarts(event.path("tool").asText(), event.path("title").asText(""));
            case "tool_done" ->
                screen.toolEnds(event.path("tool").asText(), event.path("status").asText("ok"), event.path("result").asText());
            case "confirm_required", "privileged_required" -> {
                id = event.path("turn_id").asText(id);
                screen.endLine();
                return Optional.of(new End.Parked(Confirmation.of(event)));
            }
            case "done" -> {
                screen.answerEnds();
                return Optional.of(new End.Done());
            }
            case "error" -> {
                return error(event);
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<End> error(JsonNode event) {
        screen.answerEnds();
        if (!screen.isJson()) {
            screen.problem(event.path("detail").asText(event.path("error").asText("the answer failed")), event.path("code").asText());
        }
        return event.path("fatal").asBoolean(true) ? Optional.of(new End.Failed()) : Optional.empty();
    }
}
