package io.sparkbot.llm.demo;

import java.util.Optional;

/** One thing people may want, recognised by rules. */
interface Intent {

    /** The reply when the person wants this; empty when they want something else. */
    Optional<Reply> answer(Talk talk);

    /** The result of a call in a sentence; empty when the call is not one that this intent makes. */
    default Optional<String> word(Done done) {
        return Optional.empty();
    }
}
