package io.sparkbot.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * What is let in, from the settings of now.
 *
 * @param signatures set when only signed bundles may start
 * @param maxBytes largest jar
 * @param drain how long running calls of a bundle are waited for
 */
record Rules(Optional<Signatures> signatures, long maxBytes, Duration drain) {

    private static final long MEGABYTE = 1_000_000;

    static Rules of(PluginsConfig config, Path home) {
        Optional<Signatures> signatures = config.trust() == PluginsConfig.Trust.signed
                ? Optional.of(new Signatures(home.resolve(config.certificates())))
                : Optional.empty();
        return new Rules(signatures, config.max_size_mb() * MEGABYTE, Duration.ofSeconds(config.drain_seconds()));
    }

    /** The same for jars a developer builds on this machine. */
    Rules unsigned() {
        return new Rules(Optional.empty(), maxBytes, drain);
    }

    boolean signaturesMatter() {
        return signatures.isPresent();
    }

    /** @throws Refused when signatures matter and no trusted certificate vouches for the whole jar */
    boolean isTrusted(JarFile jar) throws Refused, IOException {
        if (signatures.isPresent()) {
            signatures.get().require(jar);
        }
        return signatures.isPresent();
    }
}
