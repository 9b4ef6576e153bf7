package io.sparkbot.api.tool;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way to a tool. Everything that wants an effect asks here: arguments are checked, the Gatekeeper judges, the audit records, and
 * only then the tool runs. Without a Gatekeeper, an audit or (for calls that need one) an approval store, the answer is no.
 */
@ProviderType
public interface Gate {

    /** Asks for a call. Never throws for what a tool or the policy does; every ending is an outcome. */
    Outcome ask(Request request);

    /**
     * Runs exactly the call that was approved, after asking the policy again with the gate, identity and rights of now. The caller has
     * taken the approval (single use) before.
     */
    Outcome run(Approval granted, Request request);

    /**
     * A wished call.
     *
     * @param callId given by the caller, unique within the turn
     * @param tool name or alias
     * @param argumentsJson the model's arguments as it wrote them
     * @param source where the wish came from: {@code web}, {@code cli}, {@code job} …
     * @param cancelled asked while the tool runs
     * @param started told right before the tool runs, with what people may see of the call; not called when it does not run
     */
    record Request(
            UUID callId,
            String tool,
            String argumentsJson,
            Person person,
            Optional<UUID> room,
            Optional<UUID> turn,
            Optional<String> agent,
            String source,
            BooleanSupplier cancelled,
            java.util.function.Consumer<Shown> started) {}

    /**
     * What people may see of a call.
     *
     * @param tool canonical name
     * @param title plain words
     * @param input redacted arguments
     */
    record Shown(String tool, String title, Map<String, Object> input) {}

    /** How a wish ended. */
    sealed interface Outcome {

        Shown shown();

        /** The tool ran, or was refused ({@code DENIED}), or its arguments were no good ({@code ERROR}). */
        record Done(Shown shown, ToolResult result) implements Outcome {}

        /** Somebody has to decide first; the approval is stored. */
        record NeedsApproval(Shown shown, Approval approval) implements Outcome {}
    }
}
