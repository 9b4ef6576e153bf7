package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands the server has for this person in this room. They come and go with bundles, so they are asked for anew each time. */
final class CommandList {

    private final Client client;
    private volatile List<Known> last = List.of();

    CommandList(Client client) {
        this.client = client;
    }

    /** @param name without the slash */
    record Known(String name, List<String> aliases, String usage, String summary) {

        boolean isCalled(String word) {
            return word.equals("/" + name) || aliases.stream().anyMatch(alias -> word.equals("/" + alias));
        }
    }

    /** What the server has now; nothing when it knows of no commands at all. */
    List<Known> fetch(String room) throws CommandFailure, ServerFailure {
        List<Known> fresh = new ArrayList<>();
        try {
            for (JsonNode one : client.get("/chat/commands?room_id=" + room).path("commands")) {
                fresh.add(new Known(
                        one.path("name").asText(),
                        one.path("aliases").valueStream().map(JsonNode::asText).toList(),
                        one.path("usage").asText(),
                        one.path("summary").asText()));
            }
        } catch (ServerFailure older) {
            if (older.status() != 404) {
                throw older;
            }
        }
        last = List.copyOf(fresh);
        return last;
    }

    Optional<Known> find(String room, String word) throws CommandFailure, ServerFailure {
        return fetch(room).stream().filter(known -> known.isCalled(word.toLowerCase(java.util.Locale.ROOT))).findFirst();
    }

    /** With their slashes, as of the last time the server was asked. */
    List<String> names() {
        return last.stream().map(known -> "/" + known.name()).toList();
    }
}
