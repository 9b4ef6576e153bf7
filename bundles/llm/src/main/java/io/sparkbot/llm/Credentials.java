package io.sparkbot.llm;

import java.util.Optional;

/**
 * What to sign in with instead of the saved settings, for a test before saving. Empty parts are taken from the settings.
 *
 * @param apiKey secret
 * @param baseUrl http or https, checked by {@link BaseUrl}
 */
public record Credentials(Optional<String> apiKey, Optional<BaseUrl> baseUrl) {

    /** What the settings say. */
    public static final Credentials SAVED = new Credentials(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return "Credentials[apiKey=" + (apiKey.isPresent() ? "set" : "saved") + ", baseUrl=" + baseUrl + "]";
    }
}
