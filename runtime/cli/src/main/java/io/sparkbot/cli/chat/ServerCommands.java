package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.chat.Conversation.Result;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/** Runs commands of the server and does here what they ask the client to do. */
final class ServerCommands {

    private static final int HITS = 20;

    private final Client client;
    private final Screen screen;
    private final Conversation conversation;

    ServerCommands(Client client, Screen screen, Conversation conversation) {
        this.client = client;
        this.screen = screen;
        this.conversation = conversation;
    }

    Result run(String line) throws CommandFailure, ServerFailure {
        JsonNode outcome = client.post("/chat/rooms/" + conversation.room() + "/commands", Map.of("text", line));
        JsonNode action = outcome.path("action");
        String value = action.path("value").asText();
        screen.command(outcome);
        return switch (action.path("type").asText("")) {
            case "turn" -> conversation.follow(value.substring(0, value.indexOf(':')), Long.parseLong(value.substring(value.indexOf(':') + 1)));
            case "download" -> save(value);
            case "search" -> search(value);
            case "clear" -> {
                screen.clear();
                yield Result.OK;
            }
            default -> Result.OK;
        };
    }

    /** Never over a file that is there: the second export of a day gets a number. */
    private Result save(String address) throws CommandFailure, ServerFailure {
        String text = client.text(address.replaceFirst("^/api/v1", ""));
        String name = "sparkbot-" + LocalDate.now();
        try {
            Path file = Path.of(name + ".md");
            for (int number = 2; Files.exists(file); number++) {
                file = Path.of(name + "-" + number + ".md");
            }
            Files.writeString(file, text, java.nio.file.StandardOpenOption.CREATE_NEW);
            screen.say("saved: " + file.toAbsolutePath());
            return Result.OK;
        } catch (IOException trouble) {
            throw new CommandFailure(ExitCode.ERROR, "the export could not be written here: " + trouble.getMessage());
        }
    }

    private Result search(String words) throws CommandFailure, ServerFailure {
        JsonNode found = client.get("/chat/messages/" + conversation.room() + "/search?limit=" + HITS + "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        if (screen.isJson()) {
            screen.event(found);
            return Result.OK;
        }
        for (JsonNode message : found.path("messages")) {
            screen.say(message.path("created_at").asText().replaceFirst("T(\\d\\d:\\d\\d).*", " $1") + "  "
                    + message.path("sender_username").asText() + ": " + message.path("content").asText().replaceAll("\\s+", " "));
        }
        if (found.path("messages").isEmpty()) {
            screen.say("nothing found");
        }
        return Result.OK;
    }
}
