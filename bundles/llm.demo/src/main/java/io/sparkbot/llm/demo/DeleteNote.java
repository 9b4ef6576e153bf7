package io.sparkbot.llm.demo;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "Delete that note", "remove the note buy milk", "delete notes/buy-milk.md". */
final class DeleteNote implements Intent {

    private static final Pattern WISH = Pattern.compile(
            "(?is)(?:(?:can|could|would) you\\s+)?(?:delete|remove|erase|throw away|get rid of)\\s+"
                    + "(?:(?<last>it|that|that one|(?:that|this|the last|my last|the|my) note)|(?:(?:the|my|that)\\s+)?(?:note|file)\\s+(?<name>.+)|(?<path>notes/\\S+))");

    @Override
    public Optional<Reply> answer(Talk talk) {
        Matcher wish = WISH.matcher(talk.asked());
        if (!wish.matches()) {
            return Optional.empty();
        }
        Optional<String> path = wish.group("last") != null
                ? Notes.latest(talk)
                : Optional.of(Notes.path(wish.group("name") != null ? wish.group("name") : wish.group("path")));
        return Optional.of(
                path.map(note -> talk.call(new Call(Notes.TOOL, Map.of("action", "delete", "path", note))))
                        .orElseGet(
                                () -> Reply.says(
                                        "Which note? I see none in our conversation. Say *list my notes*, or name it: *delete the note buy milk*.")));
    }

    @Override
    public Optional<String> word(Done done) {
        if (!Notes.isCall(done, "delete")) {
            return Optional.empty();
        }
        boolean nothing = done.json()
                .filter(json -> json.path("deleted_count").asInt(1) == 0)
                .isPresent();
        String path = done.call().text("path");
        return Optional.of(
                nothing
                        ? "There is no note `" + path + "`, so nothing was deleted."
                        : "Done: `" + path + "` is deleted.");
    }
}
