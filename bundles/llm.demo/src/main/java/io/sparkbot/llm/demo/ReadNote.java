package io.sparkbot.llm.demo;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "Read that note", "show me the note buy milk", "read notes/buy-milk.md". */
final class ReadNote implements Intent {

    private static final String TOOL = "read_file";
    private static final Pattern WISH = Pattern.compile(
            "(?is)(?:(?:can|could) you\\s+)?(?:read|open|show|display)\\s+(?:me\\s+)?"
                    + "(?:(?<last>it|that|(?:that|this|the last|my last|the) note)|(?:(?:the|my)\\s+)?(?:note|file)\\s+(?<name>.+)|(?<path>[\\w-]+/[\\w./-]+|[\\w-]+\\.\\w{1,5}))");

    @Override
    public Optional<Reply> answer(Talk talk) {
        Matcher wish = WISH.matcher(talk.asked());
        if (!wish.matches()) {
            return Optional.empty();
        }
        Optional<String> path = wish.group("last") != null
                ? Notes.latest(talk)
                : Optional.ofNullable(wish.group("path")).or(() -> Optional.of(Notes.path(wish.group("name"))));
        return Optional.of(path.map(file -> talk.call(new Call(TOOL, Map.of("path", file))))
                .orElseGet(() -> Reply.says("Which note? Say *list my notes*, or name it: *read the note buy milk*.")));
    }

    @Override
    public Optional<String> word(Done done) {
        if (!done.call().tool().equals(TOOL)) {
            return Optional.empty();
        }
        String content = done.json()
                .map(json -> json.path("content").asText(done.text()))
                .orElse(done.text())
                .strip();
        return Optional.of("`" + done.call().text("path") + "` says:\n\n> " + content.replace("\n", "\n> "));
    }
}
