package io.sparkbot.cli.chat;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.launcher.home.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chat}: in the terminal, with one message, or with one message per line from a pipe. */
@Command(
        name = "chat",
        description = "Talk to a running server: interactively, with one MESSAGE, or line by line from a pipe.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "In the chat, /help lists the commands. NO_COLOR is respected."})
public final class Chat implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private final AccessOptions access = new AccessOptions();

    @Parameters(arity = "0..1", paramLabel = "MESSAGE", description = "Send this, print the answer, end.")
    private @Nullable String message;

    @Option(names = "--room", paramLabel = "NAME", description = "Talk in this room, given by its name or the beginning of its id.")
    private @Nullable String room;

    @Option(names = "--setup", description = "Enter provider keys and choose models first.")
    private boolean setup;

    @Option(names = "--reset", description = "End the saved session and forget it.")
    private boolean reset;

    @Option(names = "--json", description = "Print every event as one line of JSON.")
    private boolean json;

    @Option(names = "--no-color", description = "No colours.")
    private boolean noColor;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "600", description = "Longest wait for one answer (default: 600).")
    private int timeout = 600;

    @Option(names = "--config", paramLabel = "FILE", hidden = true, description = "Where the session is kept.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException, StartFailure {
        boolean terminal = System.console() != null && System.console().isTerminal() && !json;
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean color = access.wantsColor(terminal, noColor);
        Path file = config != null ? config : SavedSignIn.defaultFile();
        try (Asker asker = terminal ? new TerminalAsker(file.resolveSibling("cli_history"), 1) : pipe();
                Client client = new Client(access.address(file, asker), PATIENCE)) {
            Screen screen = asker instanceof TerminalAsker person
                    ? new Screen(person.writer(), person.writer(), color, false)
                    : new Screen(out, err, color, json);
            return run(new Door(client, asker, screen, file, access.username()), client, asker, screen, terminal && message == null);
        }
    }

    private Integer run(Door door, Client client, Asker asker, Screen screen, boolean person) throws CommandFailure, IOException {
        if (reset) {
            door.reset();
            screen.say("the saved session is forgotten");
            return ExitCode.OK;
        }
        Conversation conversation = new Conversation(client, screen, asker, Duration.ofSeconds(timeout), door.enter(access.passphrase()));
        try {
            if (room != null && conversation.goTo(room) != Conversation.Result.OK) {
                return ExitCode.ERROR;
            }
            if (setup && new Setup(client, screen, asker).run() != Conversation.Result.OK) {
                return ExitCode.ERROR;
            }
            if (message != null) {
                return conversation.take(message) == Conversation.Result.OK ? ExitCode.OK : ExitCode.ERROR;
            }
        } catch (ServerFailure refused) {
            throw failure(refused);
        }
        if (setup) {
            return ExitCode.OK;
        }
        if (person) {
            greet(conversation, client, asker, screen);
        }
        return lines(conversation, asker, screen, person);
    }

    private static void greet(Conversation conversation, Client client, Asker asker, Screen screen) throws CommandFailure {
        screen.say("Sparkbot at " + client.url() + ", room " + conversation.roomName() + ". /help lists the commands.");
        if (asker instanceof TerminalAsker terminal) {
            terminal.offer(conversation.commands()::names);
        }
        try {
            conversation.commands().learn();
        } catch (ServerFailure refused) {
            screen.problem(refused.detail(), refused.code());
        }
        warnWithoutModel(client, screen);
    }

    /** In a pipe a line that fails is reported and the next one is tried; without a server there is no point in going on. */
    private static int lines(Conversation conversation, Asker asker, Screen screen, boolean person) throws CommandFailure {
        int result = ExitCode.OK;
        for (Optional<String> line = asker.line(Conversation.PROMPT); line.isPresent(); line = asker.line(Conversation.PROMPT)) {
            try {
                switch (conversation.take(line.get())) {
                    case QUIT -> {
                        return person ? ExitCode.OK : result;
                    }
                    case FAILED -> result = ExitCode.ERROR;
                    case OK -> screen.endLine();
                }
            } catch (ServerFailure refused) {
                screen.problem(refused.detail(), refused.code());
                result = refused.isNotSignedIn() ? ExitCode.NOT_SIGNED_IN : ExitCode.ERROR;
            } catch (CommandFailure trouble) {
                if (!person && trouble.exitCode() == ExitCode.UNREACHABLE) {
                    throw trouble;
                }
                screen.problem(String.valueOf(trouble.getMessage()), "");
                result = trouble.exitCode();
            }
        }
        return person ? ExitCode.OK : result;
    }

    static CommandFailure failure(ServerFailure refused) {
        return new CommandFailure(refused.isNotSignedIn() ? ExitCode.NOT_SIGNED_IN : ExitCode.ERROR, refused.detail());
    }

    private static void warnWithoutModel(Client client, Screen screen) {
        try {
            if (client.get("/chat/models/config").path("default_selection").path("model").asText("").isEmpty()) {
                screen.note("No model is set up yet: type /setup, or open " + client.url());
            }
        } catch (ServerFailure | CommandFailure notForUs) {
            screen.endLine();
        }
    }

    static Asker pipe() {
        return new PipeAsker(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }
}
