package io.sparkbot.config;

import java.util.Locale;

/** Where a value comes from. */
enum Source {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    SAVED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
