package io.sparkbot.api.tool;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A tool as a service, for tools that are made at run time or want full control. Only the Gate calls it. What it is asked beside the call it
 * answers from memory: a skill that takes longer than a second counts as one that failed to answer.
 */
@ConsumerType
public interface Tool {

    ToolDescriptor descriptor();

    /**
     * Does it. Runs on a virtual thread that is interrupted when the time is up or the turn is stopped. Whatever is thrown becomes a result
     * with status {@code error}.
     */
    ToolResult call(ToolCall call) throws Exception;

    /** Why the tool cannot be used now (for example "not configured: SMTP_HOST"); empty when it can. Asked before the person is. */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /** The call in plain words with its arguments, as the approval card's headline: "delete the file notes.txt". */
    default Optional<String> inPlainWords(java.util.Map<String, Object> arguments) {
        return Optional.empty();
    }

    /** A stricter or milder policy for these arguments (a read action of a tool that also writes); empty keeps the descriptor's. */
    default Optional<io.sparkbot.api.policy.ToolPolicy> policyFor(java.util.Map<String, Object> arguments) {
        return Optional.empty();
    }

    /** How many characters of a result reach the model; more is cut and the cut is announced. For tools with a documented limit of their own. */
    default int resultLimit() {
        return DEFAULT_RESULT_LIMIT;
    }

    /** Characters of a result that reach the model unless the tool says otherwise. */
    int DEFAULT_RESULT_LIMIT = 12_000;
}
