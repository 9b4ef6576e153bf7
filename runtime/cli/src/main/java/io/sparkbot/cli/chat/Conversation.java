package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

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
    private String roomName;
    private String room;

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

    Commands commands() {
        return commands;
    }

    String room() {
        return room;
    }

    /** Goes to the room of this name, which is made when there is none. */
    void goToOrMake(String name) throws CommandFailure, ServerFailure {
        Optional<JsonNode> there = client.get("/chat/rooms/?limit=500").valueStream().filter(one -> one.path("name").asText().equals(name)).findFirst();
        JsonNode target = there.isPresent() ? there.get() : client.post("/chat/rooms/", java.util.Map.of("name", name));
        room = target.path("id").asText();
        roomName = name;
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

    /** Follows a turn that goes on, from behind an event. */
    Result follow(String turnId, long after) throws CommandFailure, ServerFailure {
        Turn turn = turn().at(turnId, after);
        return guarded(turn, turn::rest);
    }

    /** Goes to another room of the person's, by its name or the beginning of its id. */
    Result goTo(String wanted) throws CommandFailure, ServerFailure {
        JsonNode rooms = client.get("/chat/rooms/?limit=500");
        List<JsonNode> named = rooms.valueStream().filter(one -> one.path("name").asText().equalsIgnoreCase(wanted)).toList();
        List<JsonNode> found = named.isEmpty() ? rooms.valueStream().filter(one -> one.path("id").asText().startsWith(wanted)).toList() : named;
        if (found.size() != 1) {
            screen.problem((found.isEmpty() ? "you are in no room called " : "more than one room is called ") + wanted + "; there are: "
                    + rooms.valueStream().map(one -> one.path("name").asText() + " (" + one.path("id").asText() + ")").collect(Collectors.joining(", ")), "not_found");
            return Result.FAILED;
        }
        room = found.getFirst().path("id").asText();
        roomName = found.getFirst().path("name").asText();
        screen.note("in room " + roomName);
        return Result.OK;
    }

    private Turn turn() {
        return new Turn(client, room, screen, Deadline.in(patience));
    }

    private interface Step {
        Turn.End run() throws CommandFailure, ServerFailure;
    }

    /** Follows the answer, asks the person what has to be asked; Ctrl-C stops the answer, a second one leaves it. */
    private Result guarded(Turn turn, Step first) throws CommandFailure, ServerFailure {
        Thread reader = Thread.currentThread();
        AtomicInteger presses = new AtomicInteger();
        Runnable release = asker.onInterrupt(() -> {
            if (presses.incrementAndGet() > 1) {
                reader.interrupt();
                return;
            }
            screen.note("stopping; Ctrl-C once more leaves");
            turn.stop();
        });
        try {
            return answer(turn, first.run());
        } catch (CommandFailure broken) {
            if (presses.get() > 1) {
                screen.endLine();
                return Result.QUIT;
            }
            throw broken;
        } finally {
            release.run();
            if (presses.get() > 1) {
                Thread.interrupted(); // the press may have come when the answer had just ended
            }
        }
    }

    private Result answer(Turn turn, Turn.End first) throws CommandFailure, ServerFailure {
        Turn.End end = first;
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
