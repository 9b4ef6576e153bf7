package io.sparkbot.cli.chat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A person at a terminal: editing, history, completion of commands. */
final class TerminalAsker implements Asker {

    private final Terminal terminal;
    private final LineReader lines;
    private final LineReader answers;

    /** @param history file that keeps earlier lines; lines with keys in them are left out */
    TerminalAsker(Path history, List<String> commands) throws IOException {
        terminal = TerminalBuilder.builder().name("sparkbot").system(true).dumb(true).build();
        lines = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(new StringsCompleter(commands))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.HISTORY_IGNORE, "/model * *:/setup*")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        answers = LineReaderBuilder.builder()
                .terminal(terminal)
                .variable(LineReader.DISABLE_HISTORY, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    PrintWriter writer() {
        return terminal.writer();
    }

    @Override
    public boolean isPerson() {
        return true;
    }

    @Override
    public Optional<String> line(String prompt) {
        return read(prompt.equals(Conversation.PROMPT) ? lines : answers, prompt, null);
    }

    @Override
    public Optional<String> secret(String prompt) {
        return read(answers, prompt, '*');
    }

    private static Optional<String> read(LineReader reader, String prompt, @org.jspecify.annotations.Nullable Character mask) {
        try {
            return Optional.of(mask == null ? reader.readLine(prompt) : reader.readLine(prompt, mask));
        } catch (EndOfFileException | UserInterruptException end) {
            return Optional.empty();
        }
    }

    @Override
    public Runnable onInterrupt(Runnable action) {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> action.run());
        return () -> terminal.handle(Terminal.Signal.INT, before);
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
