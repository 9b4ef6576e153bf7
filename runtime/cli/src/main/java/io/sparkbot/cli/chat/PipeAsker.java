package io.sparkbot.cli.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Lines from a pipe or a file. Nobody can be asked anything. */
final class PipeAsker implements Asker {

    private final BufferedReader in;

    PipeAsker(BufferedReader in) {
        this.in = in;
    }

    @Override
    public boolean isPerson() {
        return false;
    }

    @Override
    public Optional<String> line(String prompt) {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Optional<String> secret(String prompt) {
        return Optional.empty();
    }

    @Override
    public Runnable onInterrupt(Runnable action) {
        return () -> {};
    }

    @Override
    public void close() {}
}
