package io.sparkbot.llm.provider;

import io.sparkbot.api.plugin.Leases;
import io.sparkbot.llm.LlmProvider;

/**
 * The right to use a provider for one call, until closed.
 *
 * @param model the provider's own name of the model
 * @param held counts the call in the provider's bundle
 */
public record Lease(LlmProvider provider, String model, Leases.Lease held) implements AutoCloseable {

    @Override
    public void close() {
        held.close();
    }
}
