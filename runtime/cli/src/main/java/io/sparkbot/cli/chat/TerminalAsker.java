package io.sparkbot.cli.chat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A person at a terminal: editing, history, completion of commands. */
final class TerminalAsker implements Asker {

    private final Terminal terminal;
    private final int leavingPresses;
    private final LineReader lines;
    private final LineReader answers;
    private volatile Supplier<List<String>> commands = List::of;

    /**
     * @param history file that keeps earlier lines; lines with keys in them are left out
     * @param leavingPresses how often Ctrl-C has to be pressed on an empty line to leave
     */
    TerminalAsker(Path history, int leavingPresses) throws IOException {
        this.leavingPresses = leavingPresses;
        terminal = TerminalBuilder.builder().name("sparkbot").system(true).dumb(true).build();
        lines = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer((reader, line, candidates) -> {
                    if (line.wordIndex() == 0) {
                        commands.get().forEach(name -> candidates.add(new Candidate(name)));
                    }
                })
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

    /** @param names what Tab offers at the beginning of a line */
    void offer(Supplier<List<String>> names) {
        commands = names;
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
        return prompt.equals(Conversation.PROMPT) ? message() : read(answers, prompt, null);
    }

    /** Ctrl-C throws a line away that was begun; on an empty line it leaves, as Ctrl-D does, if need be after a warning. */
    private Optional<String> message() {
        int presses = 0;
        while (true) {
            try {
                return Optional.of(lines.readLine(Conversation.PROMPT));
            } catch (UserInterruptException broken) {
                if (!broken.getPartialLine().isBlank()) {
                    presses = 0;
                } else if (++presses >= leavingPresses) {
                    return Optional.empty();
                } else {
                    terminal.writer().println("Ctrl-C once more leaves");
                }
            } catch (EndOfFileException end) {
                return Optional.empty();
            }
        }
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
