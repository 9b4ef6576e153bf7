package io.sparkbot.llm.demo;

import java.util.Optional;

/** Everything else: says honestly what this is. */
final class Unknown implements Intent {

    @Override
    public Optional<Reply> answer(Talk talk) {
        return Optional.of(Reply.says(Help.page("unknown")));
    }
}
