package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** {@code plugins}: the bundles that can be deployed, and how they are. */
@Command(
        name = "plugins",
        description = "List the plugins of a running server: name, version, kind, state, health.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Plugins extends ServerList {

    public Plugins() {
        super("/plugins");
    }

    @Override
    String line(JsonNode item) {
        String line = String.format("%-24s %-16s %-9s %-9s %s", item.path("name").asText(), item.path("version").asText(), item.path("kind").asText(),
                item.path("state").asText(), item.path("health").asText());
        String reason = item.path("reason").asText();
        return reason.isEmpty() ? line : line + ": " + reason;
    }
}
