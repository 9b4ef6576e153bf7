package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.chat.Conversation.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines that begin with a slash and that the client understands itself; every other one is a message. */
final class Commands {

    static final List<String> NAMES =
            List.of("/help", "/model", "/room", "/setup", "/clear", "/approve", "/deny", "/stop", "/quit", "/exit");

    private static final String HELP = """
            /model               list the models
            /model ID [KEY]      use a model; a key is asked for when one is needed
            /setup               enter provider keys and choose models
            /approve [ID]        say yes to a call that waits
            /deny [ID]           say no to it
            /stop                stop what is running in the room
            /room                show the room
            /clear               clear the screen
            /quit, Ctrl-D        leave
            Ctrl-C               stop an answer; leave at the prompt
            Every other line, also one that begins with a slash, goes to Sparkbot.""";

    private final Client client;
    private final Screen screen;
    private final Asker asker;
    private final Conversation conversation;

    Commands(Client client, Screen screen, Asker asker, Conversation conversation) {
        this.client = client;
        this.screen = screen;
        this.asker = asker;
        this.conversation = conversation;
    }

    /** @return empty when the line is no command */
    Optional<Result> take(String line) throws CommandFailure, ServerFailure {
        List<String> words = List.of(line.split("\\s+"));
        Optional<String> argument = words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
        return switch (words.getFirst()) {
            case "/help" -> said(HELP);
            case "/room" -> said(conversation.roomName() + "  " + conversation.room());
            case "/clear" -> {
                screen.clear();
                yield Optional.of(Result.OK);
            }
            case "/quit", "/exit" -> Optional.of(Result.QUIT);
            case "/approve" -> Optional.of(conversation.decide(argument, true));
            case "/deny" -> Optional.of(conversation.decide(argument, false));
            case "/stop" -> Optional.of(conversation.stop());
            case "/setup" -> Optional.of(new Setup(client, screen, asker).run());
            case "/model" -> Optional.of(argument.isEmpty() ? models() : use(argument.get(), words.size() > 2 ? words.get(2) : ""));
            default -> Optional.empty();
        };
    }

    private Optional<Result> said(String text) {
        screen.say(text);
        return Optional.of(Result.OK);
    }

    private Result models() throws CommandFailure, ServerFailure {
        JsonNode models = client.get("/chat/models");
        if (screen.isJson()) {
            screen.event(models);
            return Result.OK;
        }
        for (JsonNode model : models.path("models")) {
            screen.say((model.path("active").asBoolean() ? "* " : "  ") + model.path("id").asText() + "  (" + model.path("provider").asText() + ", "
                    + (model.path("configured").asBoolean() ? "configured" : "needs a key") + ")  " + model.path("description").asText());
        }
        return Result.OK;
    }

    private Result use(String id, String givenKey) throws CommandFailure, ServerFailure {
        JsonNode models = client.get("/chat/models").path("models");
        Optional<JsonNode> model = models.valueStream().filter(known -> known.path("id").asText().equals(id)).findFirst();
        if (model.isEmpty() && !id.matches("(openrouter|ollama|groq|compatible)/.+")) {
            screen.problem("there is no model " + id + "; there are: "
                    + String.join(", ", models.valueStream().map(known -> known.path("id").asText()).toList()), "unknown_model");
            return Result.FAILED;
        }
        if (model.isPresent() && !model.get().path("configured").asBoolean() && !giveKey(model.get().path("provider").asText(), givenKey)) {
            return Result.FAILED;
        }
        JsonNode chosen = client.post("/chat/model", Map.of("model", id));
        screen.say("model: " + chosen.path("model").asText() + "  " + chosen.path("description").asText());
        return Result.OK;
    }

    private boolean giveKey(String provider, String given) throws CommandFailure, ServerFailure {
        Optional<String> field = Setup.keyField(provider);
        if (field.isEmpty()) {
            screen.problem("the provider " + provider + " is not reachable or not set up; see the settings page at " + client.url(), "not_configured");
            return false;
        }
        Optional<String> key = given.isBlank() ? asker.secret("Key for " + provider + ": ") : Optional.of(given);
        if (key.isEmpty() || key.get().isBlank()) {
            screen.problem("the model needs a key: /model ID KEY", "not_configured");
            return false;
        }
        JsonNode saved = client.post("/chat/models/config", Map.of("providers", Map.of(field.get(), key.get().strip())));
        saved.path("notices").forEach(notice -> screen.note(notice.asText()));
        return true;
    }
}
