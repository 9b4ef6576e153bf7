package io.sparkbot.api.store;

/** No connection to the database, or it broke on the way. Mapped to 503 {@code unavailable}. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
