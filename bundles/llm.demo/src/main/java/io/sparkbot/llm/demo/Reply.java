package io.sparkbot.llm.demo;

import java.util.List;

/** What the demo does next. */
sealed interface Reply {

    /** @param text Markdown */
    record Says(String text) implements Reply {}

    record Calls(List<Call> calls) implements Reply {

        public Calls {
            calls = List.copyOf(calls);
        }
    }

    static Reply says(String text) {
        return new Says(text);
    }
}
