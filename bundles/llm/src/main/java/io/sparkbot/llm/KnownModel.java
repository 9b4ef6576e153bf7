package io.sparkbot.llm;

/**
 * A model of a provider.
 *
 * @param id as people write it
 */
public record KnownModel(String id, String label, String description) {}
