package io.sparkbot.web.rest;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Quiets two loggers of Jersey, which writes to java.util.logging: one warns of every resource that is registered as an instance, the other
 * of every client that leaves in the middle of an answer. The loggers are held, since the log manager forgets those that nobody holds.
 */
final class Noise {

    private final List<Logger> loggers = Stream.of(
                    "org.glassfish.jersey.internal.inject.Providers", "org.glassfish.jersey.server.ServerRuntime$Responder")
            .map(Logger::getLogger)
            .toList();

    void quiet() {
        loggers.forEach(logger -> logger.setLevel(Level.OFF));
    }

    void restore() {
        loggers.forEach(logger -> logger.setLevel(null));
    }
}
