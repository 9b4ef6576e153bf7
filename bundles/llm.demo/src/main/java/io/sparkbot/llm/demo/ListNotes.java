package io.sparkbot.llm.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** "List my notes". */
final class ListNotes implements Intent {

    private static final Pattern WISH = Pattern.compile(
            "(?i)(?:(?:can you\\s+)?(?:list|show|display)\\s+(?:me\\s+)?(?:all\\s+)?(?:of\\s+)?(?:my\\s+|the\\s+)?(?:notes|files)|(?:what|which)\\s+(?:notes|files)\\s+(?:do i have|are there)|my notes)");

    @Override
    public Optional<Reply> answer(Talk talk) {
        return WISH.matcher(talk.asked()).matches()
                ? Optional.of(talk.call(new Call(Notes.TOOL, Map.of("action", "list", "folder", Notes.FOLDER))))
                : Optional.empty();
    }

    @Override
    public Optional<String> word(Done done) {
        if (!Notes.isCall(done, "list")) {
            return Optional.empty();
        }
        Optional<JsonNode> json =
                done.json().filter(result -> result.path("entries").isArray());
        if (json.isEmpty()) {
            return Optional.of(
                    done.text().isBlank()
                            ? "You have no notes yet."
                            : "Your notes:\n\n" + done.text().strip());
        }
        List<String> lines = new ArrayList<>();
        json.get()
                .path("entries")
                .forEach(entry -> lines.add(
                        "- `" + entry.path("path").asText(entry.path("name").asText()) + "`"));
        return Optional.of(lines.isEmpty() ? "You have no notes yet." : "Your notes:\n\n" + String.join("\n", lines));
    }
}
