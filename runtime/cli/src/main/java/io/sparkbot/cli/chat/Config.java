package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** {@code config}: every setting with its value and what fixes it; of a secret only whether it is set. */
@Command(
        name = "config",
        description = "List the settings of a running server: key, value, where it comes from. For administrators; a secret is never shown.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Config extends ServerList {

    public Config() {
        super("/settings");
    }

    @Override
    String line(JsonNode item) {
        return item.path("key").asText() + " = " + value(item) + "   (" + source(item) + ")";
    }

    private static String value(JsonNode item) {
        if (item.path("type").asText().equals("secret")) {
            return item.path("is_set").asBoolean() ? "set, not shown" : "not set";
        }
        JsonNode value = item.path("value");
        if (!value.isArray()) {
            return value.asText("");
        }
        StringJoiner all = new StringJoiner(", ");
        value.forEach(one -> all.add(one.asText()));
        return all.toString();
    }

    private static String source(JsonNode item) {
        String source = item.path("source").asText();
        String origin = item.path("origin").asText("");
        return origin.isEmpty() ? source : source + ", " + origin;
    }
}
