package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.chat.Conversation.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines that begin with a slash: some are for the terminal itself, others the server has, every other one is a message. */
final class Commands {

    /** What the terminal does itself, whatever the server has under these names. */
    private static final Map<String, String> OWN = Map.of(
            "/help", "List the commands",
            "/model [ID [KEY]]", "List the models, or use one; a key is asked for when it needs one",
            "/setup", "Enter provider keys and choose models",
            "/room [NAME]", "Show this room, or go to another one",
            "/clear", "Empty the screen",
            "/quit", "Leave; so does Ctrl-D. Ctrl-C stops an answer, a second one leaves");

    /** A no must never reach the model as something to talk about. */
    private static final Set<String> NEVER_MESSAGES = Set.of("/approve", "/deny", "/stop");

    private final Client client;
    private final Screen screen;
    private final Asker asker;
    private final Conversation conversation;
    private final CommandList known;
    private final ServerCommands server;

    Commands(Client client, Screen screen, Asker asker, Conversation conversation) {
        this.client = client;
        this.screen = screen;
        this.asker = asker;
        this.conversation = conversation;
        this.known = new CommandList(client);
        this.server = new ServerCommands(client, screen, conversation);
    }

    /** @return empty when the line is no command */
    Optional<Result> take(String line) throws CommandFailure, ServerFailure {
        List<String> words = List.of(line.split("\\s+"));
        Optional<String> argument = words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
        String rest = line.substring(words.getFirst().length()).strip();
        return switch (words.getFirst().toLowerCase(Locale.ROOT)) {
            case "/help" -> help();
            case "/clear" -> {
                screen.clear();
                yield Optional.of(Result.OK);
            }
            case "/quit", "/exit" -> Optional.of(Result.QUIT);
            case "/setup" -> Optional.of(new Setup(client, screen, asker).run());
            case "/model" -> Optional.of(argument.isEmpty() ? models() : use(argument.get(), words.size() > 2 ? words.get(2) : ""));
            case "/room" -> rest.isEmpty() ? room(line) : Optional.of(conversation.goTo(rest));
            default -> line.startsWith("/") ? onServer(line, words.getFirst()) : Optional.empty();
        };
    }

    /** What Tab offers. */
    List<String> names() {
        return Stream.concat(OWN.keySet().stream().map(usage -> usage.split(" ")[0]), known.names().stream()).distinct().sorted().toList();
    }

    /** Asks the server once, so that Tab has something to offer. */
    void learn() throws CommandFailure, ServerFailure {
        known.fetch(conversation.room());
    }

    private Optional<Result> onServer(String line, String word) throws CommandFailure, ServerFailure {
        if (known.find(conversation.room(), word).isPresent()) {
            return Optional.of(server.run(line));
        }
        if (NEVER_MESSAGES.contains(word.toLowerCase(Locale.ROOT))) {
            screen.problem("the server has no command " + word + " for you in this room", "not_found");
            return Optional.of(Result.FAILED);
        }
        return Optional.empty();
    }

    private Optional<Result> room(String line) throws CommandFailure, ServerFailure {
        Optional<Result> shown = onServer(line, "/room");
        if (shown.isEmpty()) {
            screen.say(conversation.roomName() + "  " + conversation.room());
        }
        return Optional.of(Result.OK);
    }

    private Optional<Result> help() throws CommandFailure, ServerFailure {
        Map<String, String> lines = new TreeMap<>(OWN);
        List<String> own = names(OWN.keySet());
        known.fetch(conversation.room()).stream()
                .filter(command -> !own.contains("/" + command.name()))
                .forEach(command -> lines.put(command.usage(), command.summary()));
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> text = new ArrayList<>(lines.entrySet().stream()
                .map(entry -> entry.getKey() + " ".repeat(width - entry.getKey().length()) + "  " + entry.getValue())
                .toList());
        text.add("Every other line, also one that begins with a slash, goes to Sparkbot.");
        screen.say(String.join("\n", text));
        return Optional.of(Result.OK);
    }

    private static List<String> names(Set<String> usages) {
        return usages.stream().map(usage -> usage.split(" ")[0]).toList();
    }

    private Result models() throws CommandFailure, ServerFailure {
        JsonNode models = client.get("/chat/models");
        if (screen.isJson()) {
            screen.event(models);
            return Result.OK;
        }
        String active = models.path("active").asText("");
        if (!active.isEmpty() && models.path("models").valueStream().noneMatch(model -> model.path("id").asText().equals(active))) {
            screen.say("* " + active + "  (in use, not in the catalogue)");
        }
        for (JsonNode model : models.path("models")) {
            screen.say((model.path("active").asBoolean() ? "* " : "  ") + model.path("id").asText() + "  (" + model.path("provider").asText() + ", "
                    + (model.path("configured").asBoolean() ? "configured" : "not set up") + ")  " + model.path("description").asText());
        }
        return Result.OK;
    }

    private Result use(String word, String givenKey) throws CommandFailure, ServerFailure {
        JsonNode models = client.get("/chat/models").path("models");
        Optional<JsonNode> model = named(models, word);
        if (model.isEmpty() && !word.matches("(openrouter|ollama|groq|compatible)/.+")) {
            screen.problem("there is no model " + word + ", and not just one whose id holds it; there are: "
                    + models.valueStream().map(one -> one.path("id").asText()).collect(Collectors.joining(", ")), "unknown_model");
            return Result.FAILED;
        }
        if (model.isPresent() && !model.get().path("configured").asBoolean() && !giveKey(model.get().path("provider").asText(), givenKey)) {
            return Result.FAILED;
        }
        JsonNode chosen = client.post("/chat/model", Map.of("model", model.map(one -> one.path("id").asText()).orElse(word)));
        screen.say("model: " + chosen.path("model").asText() + "  " + chosen.path("description").asText());
        return Result.OK;
    }

    /** The model of that id, or the only one whose id holds the word. */
    private static Optional<JsonNode> named(JsonNode models, String word) {
        List<JsonNode> alike = models.valueStream().filter(one -> one.path("id").asText().contains(word)).toList();
        return alike.stream().filter(one -> one.path("id").asText().equals(word)).findFirst()
                .or(() -> alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty());
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
