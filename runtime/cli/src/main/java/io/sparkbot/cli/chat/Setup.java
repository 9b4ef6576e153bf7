package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.chat.Conversation.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The wizard for provider keys and models. Keys are tested with the provider before they are saved. */
final class Setup {

    private static final Set<String> WITH_KEY = Set.of("openrouter", "openai", "anthropic", "google", "groq", "minimax", "compatible");
    private static final Map<String, String> ROLES =
            Map.of("primary", "primary model", "backup_1", "first backup", "backup_2", "second backup", "heavy_hitter", "model for hard questions");

    private final Client client;
    private final Screen screen;
    private final Asker asker;

    Setup(Client client, Screen screen, Asker asker) {
        this.client = client;
        this.screen = screen;
        this.asker = asker;
    }

    static Optional<String> keyField(String provider) {
        return WITH_KEY.contains(provider) ? Optional.of(provider + "_api_key") : Optional.empty();
    }

    Result run() throws CommandFailure, ServerFailure {
        if (!asker.isPerson()) {
            screen.problem("/setup asks questions and needs a terminal; from a script use /model ID KEY", "");
            return Result.FAILED;
        }
        JsonNode config = client.get("/chat/models/config");
        Map<String, String> providers = new LinkedHashMap<>();
        Set<String> usable = new java.util.TreeSet<>();
        for (JsonNode provider : config.path("providers")) {
            if (askProvider(provider, providers)) {
                provider.path("models").forEach(model -> usable.add(model.asText()));
                provider.path("available_models").forEach(model -> usable.add(model.asText()));
            }
        }
        Map<String, Object> changes = new LinkedHashMap<>();
        if (!providers.isEmpty()) {
            changes.put("providers", providers);
        }
        if (!usable.isEmpty()) {
            Map<String, String> stack = askModels(new ArrayList<>(usable));
            if (!stack.isEmpty()) {
                changes.put("stack", stack);
            }
        }
        if (changes.isEmpty()) {
            screen.say("nothing was changed");
            return Result.OK;
        }
        JsonNode saved = client.post("/chat/models/config", changes);
        saved.path("notices").forEach(notice -> screen.say(notice.asText()));
        screen.say("saved");
        return Result.OK;
    }

    /** @return whether the provider's models can be chosen */
    private boolean askProvider(JsonNode provider, Map<String, String> changes) throws CommandFailure, ServerFailure {
        String id = provider.path("id").asText();
        String label = provider.path("label").asText(id);
        boolean configured = provider.path("configured").asBoolean();
        Optional<String> field = keyField(id);
        if (provider.path("builtin").asBoolean()) {
            return true;
        }
        if (provider.path("locked").asBoolean() || field.isEmpty()) {
            return configured || provider.path("reachable").asBoolean();
        }
        String answer = asker.line("Set a key for " + label + (configured ? " (has one)? [y/N] " : "? [Y/n] ")).orElse("n").strip().toLowerCase(Locale.ROOT);
        if (answer.isEmpty() ? configured : !answer.startsWith("y")) {
            return configured;
        }
        Map<String, String> test = new LinkedHashMap<>(Map.of("provider", id));
        if (id.equals("compatible")) {
            String base = asker.line("Address of the server, for example http://localhost:8080/v1: ").orElse("").strip();
            changes.put("compatible_base_url", base);
            test.put("base_url", base);
        }
        String key = asker.secret("Key (not shown): ").orElse("").strip();
        if (key.isEmpty() && !id.equals("compatible")) {
            return configured;
        }
        test.put("api_key", key);
        JsonNode tested = client.post("/chat/models/test", test);
        if (!tested.path("ok").asBoolean()) {
            screen.problem(label + ": " + tested.path("detail").asText() + " The key was not kept.", tested.path("code").asText());
            changes.remove("compatible_base_url");
            return configured;
        }
        screen.say(label + " answers (" + tested.path("latency_ms").asLong() + " ms)");
        changes.put(field.get(), key);
        return true;
    }

    private Map<String, String> askModels(List<String> usable) {
        screen.say("Models: " + String.join(", ", usable));
        Map<String, String> stack = new LinkedHashMap<>();
        for (String role : List.of("primary", "backup_1", "backup_2", "heavy_hitter")) {
            String answer = asker.line(ROLES.get(role) + " (Enter for none): ").orElse("").strip();
            if (answer.isEmpty() && role.equals("primary")) {
                return Map.of();
            }
            stack.put(role, answer);
        }
        return stack;
    }
}
