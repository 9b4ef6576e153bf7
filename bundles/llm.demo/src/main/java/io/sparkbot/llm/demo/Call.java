package io.sparkbot.llm.demo;

import java.util.Map;

/**
 * A tool call the demo wishes, or made earlier.
 *
 * @param arguments text, numbers, booleans
 */
record Call(String tool, Map<String, Object> arguments) {

    Call {
        arguments = Map.copyOf(arguments);
    }

    /** An argument as text; empty when it is not there. */
    String text(String name) {
        return String.valueOf(arguments.getOrDefault(name, ""));
    }
}
