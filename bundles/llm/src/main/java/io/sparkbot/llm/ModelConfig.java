package io.sparkbot.llm;

import java.util.Optional;

/**
 * What a model is made for.
 *
 * @param model the provider's own name of it
 * @param maxOutputTokens sent only when set
 * @param credentials what to sign in with
 */
public record ModelConfig(String model, Optional<Integer> maxOutputTokens, Credentials credentials) {}
