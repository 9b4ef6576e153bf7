package io.sparkbot.api.model;

/**
 * A model people can choose.
 *
 * @param id as people write it: {@code gpt-4o-mini}, {@code openrouter/openai/gpt-4o-mini}, {@code demo/assistant}
 * @param provider provider id
 * @param configured whether it can be used now
 */
public record ModelInfo(String id, String provider, String label, String description, boolean configured) {}
