package io.sparkbot.llm.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "Write a note buy milk", "note: call Anna", "remember to water the plants". */
final class WriteNote implements Intent {

    private static final Pattern WISH = Pattern.compile(
            "(?is)(?:(?:can|could|would) you\\s+)?(?<verb>write|make|take|create|add|save|leave|jot|put|overwrite|replace)\\s+(?:me\\s+)?(?:down\\s+)?"
                    + "(?:a|an|the|another|this)?\\s*(?:new\\s+|short\\s+|quick\\s+)?note\\b\\s*(?:[:,-]|that says|saying|that|to|about|of|with)?\\s*(?<text>.*)"
                    + "|note(?:\\s*:\\s*|\\s+(?:that|down)\\s+)(?<short>.+)"
                    + "|remember\\s+(?:to|that)\\s+(?<remember>.+)"
                    + "|remind me\\s+(?:to|that)\\s+(?<remind>.+)");

    @Override
    public Optional<Reply> answer(Talk talk) {
        Matcher wish = WISH.matcher(talk.asked());
        if (!wish.matches()) {
            return Optional.empty();
        }
        String text = first(wish, "text", "short", "remember", "remind")
                .replaceAll("^[\"'“”«]+|[\"'“”»]+$", "")
                .strip();
        if (text.isEmpty()) {
            return Optional.of(Reply.says("What shall the note say? For example: *write a note buy milk*."));
        }
        String verb = wish.group("verb") == null ? "" : wish.group("verb").toLowerCase(java.util.Locale.ROOT);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("action", "write");
        arguments.put("path", Notes.path(text));
        arguments.put("content", text + "\n");
        if (verb.equals("overwrite") || verb.equals("replace")) {
            arguments.put("overwrite", true);
        }
        return Optional.of(talk.call(new Call(Notes.TOOL, arguments)));
    }

    @Override
    public Optional<String> word(Done done) {
        if (!Notes.isCall(done, "write")) {
            return Optional.empty();
        }
        return Optional.of("I wrote the note `" + done.call().text("path") + "`:\n\n> "
                + done.call().text("content").strip().replace("\n", "\n> ")
                + "\n\nSay *delete that note* to see how Sparkbot asks before it deletes anything.");
    }

    private static String first(Matcher matcher, String... groups) {
        for (String group : groups) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return "";
    }
}
