package io.sparkbot.llm.openai;

import io.sparkbot.llm.BaseUrl;

/**
 * Where calls go and with which key.
 *
 * @param baseUrl of the chat completions, empty when no address is set
 * @param apiKey secret; empty when there is none
 */
record Endpoint(String baseUrl, String apiKey) {

    /** From settings as people write them; a bad address is as good as none. */
    static Endpoint of(String baseUrl, String apiKey) {
        return new Endpoint(normalised(baseUrl), apiKey.strip());
    }

    private static String normalised(String baseUrl) {
        try {
            return baseUrl.isBlank() ? "" : new BaseUrl(baseUrl).value();
        } catch (IllegalArgumentException unusable) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "Endpoint[" + baseUrl + "]";
    }
}
