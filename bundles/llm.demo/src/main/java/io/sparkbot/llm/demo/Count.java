package io.sparkbot.llm.demo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** "Count to 200": a long answer, to try the stop button and a reload in mid-answer. */
final class Count implements Intent {

    private static final Pattern WISH =
            Pattern.compile("(?i)(?:can you\\s+)?count\\s+(?:from\\s+(?:1|one)\\s+)?(?:up\\s+)?to\\s+(\\d{1,6})");
    private static final int MOST = 2000;

    @Override
    public Optional<Reply> answer(Talk talk) {
        Matcher wish = WISH.matcher(talk.asked());
        if (!wish.matches()) {
            return Optional.empty();
        }
        int to = Math.min(Integer.parseInt(wish.group(1)), MOST);
        return Optional.of(Reply.says(
                IntStream.rangeClosed(1, to).mapToObj(Integer::toString).collect(Collectors.joining(" "))));
    }
}
