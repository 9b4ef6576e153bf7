package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Talks in one room: messages, questions that come back, commands. */
final class Conversation {

    static final String PROMPT = "you> ";

    private static final Set<String> YES = Set.of("y", "yes", "approve", "/approve");
    private static final Set<String> NO = Set.of("", "n", "no", "deny", "/deny");

    private final Client client;
    private final Screen screen;
    private final Asker asker;
    private final Duration patience;
    private final Commands commands;
    private final String roomName;
    private final String room;

    /** @param patience how long a whole answer may take */
    Conversation(Client client, Screen screen, Asker asker, Duration patience, JsonNode bootstrap) {
        this.client = client;
        this.screen = screen;
        this.asker = asker;
        this.patience = patience;
        this.room = bootstrap.path("room_id").asText();
        this.roomName = bootstrap.path("room_name").asText("room");
        this.commands = new Commands(client, screen, asker, this);
    }

    String room() {
        return room;
    }

    String roomName() {
        return roomName;
    }

    /** What a line led to. */
    enum Result {
        OK,
        FAILED,
        QUIT
    }

    /** A message, or a command. */
    Result take(String line) throws CommandFailure, ServerFailure {
        String text = line.strip();
        if (text.isEmpty()) {
            return Result.OK;
        }
        Optional<Result> command = commands.take(text);
        return command.isPresent() ? command.get() : say(text);
    }

    private Result say(String text) throws CommandFailure, ServerFailure {
        Turn turn = turn();
        return guarded(turn, () -> turn.send(text));
    }

    /** Says yes or no to the call that waits longest, or to the one given. */
    Result decide(Optional<String> wanted, boolean yes) throws CommandFailure, ServerFailure {
        JsonNode waiting = client.get("/chat/rooms/" + room + "/confirmations").path("items");
        Optional<JsonNode> chosen = waiting.valueStream()
                .filter(item -> wanted.isEmpty() || item.path("confirm_id").asText().startsWith(wanted.get()))
                .reduce((newer, older) -> older);
        if (chosen.isEmpty()) {
            screen.problem(wanted.isEmpty() ? "nothing waits for a decision in this room" : "no call " + wanted.get() + " waits in this room", "not_found");
            return Result.FAILED;
        }
        String turnId = chosen.get().path("turn_id").asText("");
        Turn turn = turn().at(turnId, lastSeen(turnId));
        String confirmId = chosen.get().path("confirm_id").asText();
        screen.note((yes ? "approved: " : "denied: ") + chosen.get().path("title").asText(chosen.get().path("tool").asText()));
        return guarded(turn, () -> yes ? turn.approve(confirmId) : turn.deny(confirmId));
    }

    private long lastSeen(String turnId) throws CommandFailure, ServerFailure {
        return client.get("/chat/rooms/" + room + "/turns?state=parked").path("items").valueStream()
                .filter(turn -> turn.path("id").asText().equals(turnId))
                .mapToLong(turn -> turn.path("last_seq").asLong(0))
                .findFirst()
                .orElse(0);
    }

    /** Stops every answer that runs in the room. */
    Result stop() throws CommandFailure, ServerFailure {
        JsonNode running = client.get("/chat/rooms/" + room + "/turns?state=running").path("items");
        for (JsonNode turn : running) {
            client.post("/chat/rooms/" + room + "/turns/" + turn.path("id").asText() + "/stop", java.util.Map.of());
        }
        screen.say(running.isEmpty() ? "nothing is running" : "stopped");
        return Result.OK;
    }

    private Turn turn() {
        return new Turn(client, room, screen, Deadline.in(patience));
    }

    private interface Step {
        Turn.End run() throws CommandFailure, ServerFailure;
    }

    /** Follows the answer, asks the person what has to be asked, and lets Ctrl-C stop it. */
    private Result guarded(Turn turn, Step first) throws CommandFailure, ServerFailure {
        Runnable release = asker.onInterrupt(() -> {
            screen.note("stopping");
            turn.stop();
        });
        try {
            Turn.End end = first.run();
            while (end instanceof Turn.End.Parked parked) {
                Turn.Confirmation question = parked.confirmation();
                show(question);
                if (!asker.isPerson()) {
                    screen.note("waits for a decision: /approve or /deny (sparkbot chat /approve)");
                    return Result.FAILED;
                }
                end = ask() ? turn.approve(question.id()) : turn.deny(question.id());
            }
            return end instanceof Turn.End.Done ? Result.OK : Result.FAILED;
        } finally {
            release.run();
        }
    }

    private void show(Turn.Confirmation question) {
        screen.note("? Sparkbot wants to " + question.title() + " (" + question.tool() + ")"
                + (question.reason().isBlank() ? "" : "\n  why it asks: " + question.reason())
                + (question.input().isBlank() ? "" : "\n  with: " + question.input()));
    }

    private boolean ask() throws CommandFailure {
        while (true) {
            String answer = asker.line("Approve? [y/N] ")
                    .orElseThrow(() -> new CommandFailure(ExitCode.ERROR, "left without a decision; it waits in the room until it expires"))
                    .strip()
                    .toLowerCase(java.util.Locale.ROOT);
            if (YES.contains(answer)) {
                return true;
            }
            if (NO.contains(answer)) {
                return false;
            }
            screen.note("answer y (approve) or n (deny)");
        }
    }
}
