package io.sparkbot.llm;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Address of a provider: http or https with a host, without user, query or fragment, without a slash at the end.
 *
 * @param value the normalised text
 */
public record BaseUrl(String value) {

    private static final int LIMIT = 2048;

    /** @throws IllegalArgumentException that says what is wrong, fit to show */
    public BaseUrl {
        value = normalised(value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String normalised(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > LIMIT) {
            throw new IllegalArgumentException("The base URL is longer than " + LIMIT + " characters.");
        }
        URI uri;
        try {
            uri = new URI(trimmed);
        } catch (URISyntaxException e) { // no cause: its text repeats the address, which may hold a password
            throw new IllegalArgumentException(
                    "The base URL is not a valid address; it looks like http://localhost:1234/v1.");
        }
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw new IllegalArgumentException("The base URL must begin with http:// or https://.");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("The base URL names no host; it looks like http://localhost:1234/v1.");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The base URL must not hold a user or password; put the key into the key field.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The base URL must not have a query or fragment.");
        }
        return trimmed.replaceAll("/+$", "");
    }
}
