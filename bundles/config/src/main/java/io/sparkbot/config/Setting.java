package io.sparkbot.config;

import java.util.Optional;

/**
 * A setting with its value of this moment.
 *
 * @param value as the component gets it; empty when there is neither value nor default
 * @param origin for messages: the file with its line or the environment variable; empty otherwise
 */
record Setting(Declaration declaration, Source source, Optional<Object> value, String origin) {

    /** Fixed by the file or the environment: a saved value could not take effect. */
    boolean locked() {
        return source == Source.FILE || source == Source.ENVIRONMENT;
    }

    boolean isSet() {
        return source != Source.DEFAULT;
    }
}
