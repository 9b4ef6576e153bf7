package io.sparkbot.cli.chat;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.HomeOwner;
import io.sparkbot.cli.OwnServer;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code console}: a chat by number, as a bridge would have it, through the running server or one for this call alone: same turns, same gate, same
 * room rules.
 */
@Command(
        name = "console",
        description = "Talk to a running server as through a bridge: numbered chats, one question and answer with --once; with --embedded without a server.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "exit, quit or Ctrl-D leave; the first Ctrl-C warns. /help lists the commands."})
public final class Console implements Callable<Integer> {

    private static final int LEAST_TIMEOUT = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> LEAVING = Set.of("exit", "quit");
    private static final String RULE = "─".repeat(60);

    @Mixin
    private final AccessOptions access = new AccessOptions();

    @Option(names = "--once", paramLabel = "TEXT", description = "Send this, print the answer, end; - sends the whole standard input as one message.")
    private @Nullable String once;

    @Option(names = "--chat-id", paramLabel = "N", defaultValue = "1", description = "Chat; 1 is your own conversation, others have rooms of their own (default: 1).")
    private long chatId = 1;

    @Option(names = "--user-id", paramLabel = "N", defaultValue = "1", description = "User within the chat; others than 1 have rooms of their own (default: 1).")
    private long userId = 1;

    @Option(
            names = "--timeout-seconds",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest wait for one answer; less than 120 is raised to 120 (default: 120).")
    private int timeout = LEAST_TIMEOUT;

    @Option(
            names = "--embedded",
            description = "Where no server runs, start one for this call alone, at a free port of this machine; it ends with the call.")
    private boolean embedded;

    @Option(names = "--json", description = "Print each answer as one line of JSON.")
    private boolean json;

    @Option(names = "--no-color", description = "No colours and no frame.")
    private boolean noColor;

    @Option(names = "--verbose", description = "Tell the server, the room and what happens, on the error output.")
    private boolean verbose;

    @Option(names = "--config", paramLabel = "FILE", description = "File that keeps address and session (default: ~/.sparkbot/cli.json; with --embedded console.json in the home folder).")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    /** The wait that holds for a wish, in seconds. */
    static int effectiveTimeout(int wanted) {
        return Math.max(LEAST_TIMEOUT, wanted);
    }

    @Override
    public Integer call() throws CommandFailure, IOException, StartFailure {
        if (embedded) {
            access.refuseUrl("--embedded");
            HomeOwner.takeOver(access.home()); // before the standard input is read: the process that takes over wants it
        }
        Optional<String> question = question();
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        if (!embedded) {
            return talk(question, err, Optional.empty());
        }
        try (OwnServer server = OwnServer.on(access.home(), err)) {
            return talk(question, err, Optional.of(server));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.ERROR;
        }
    }

    private int talk(Optional<String> question, PrintWriter err, Optional<OwnServer> own) throws CommandFailure, IOException, StartFailure {
        boolean terminal = System.console() != null && System.console().isTerminal() && !json && !"-".equals(once);
        boolean rich = access.wantsColor(terminal, noColor);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path file = config != null ? config : embedded ? access.home().root().resolve("console.json") : SavedSignIn.defaultFile();
        try (Asker asker = terminal ? new TerminalAsker(file.resolveSibling("console_history"), 2) : Chat.pipe();
                Client client = new Client(own.isPresent() ? own.get().url() : access.address(file, asker), PATIENCE)) {
            Screen screen = screen(asker, rich, out, err);
            Optional<String> usual = own.isPresent() ? own.get().usualPassphrase(System.getenv()) : Optional.empty();
            Conversation conversation = new Conversation(client, screen, asker, Duration.ofSeconds(effectiveTimeout(timeout)),
                    new Door(client, asker, screen, file, access.username()).enter(access.passphrase(), usual));
            choose(conversation);
            if (verbose) {
                err.println("server " + client.url() + ", room " + conversation.roomName() + " " + conversation.room() + ", chat " + chatId + ", user " + userId);
            }
            if (question.isPresent()) {
                return conversation.take(question.get()) == Conversation.Result.OK ? ExitCode.OK : ExitCode.ERROR;
            }
            return repl(conversation, asker, screen);
        } catch (ServerFailure refused) {
            throw Chat.failure(refused);
        }
    }

    private Optional<String> question() throws CommandFailure, IOException {
        if (once == null) {
            return Optional.empty();
        }
        String text = (once.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : once).strip();
        if (text.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "--once needs a text; the one given is empty");
        }
        return Optional.of(text);
    }

    private void choose(Conversation conversation) throws CommandFailure, ServerFailure {
        if (chatId != 1 || userId != 1) {
            conversation.goToOrMake("Console " + chatId + (userId == 1 ? "" : ", user " + userId));
        }
    }

    private Screen screen(Asker asker, boolean rich, PrintWriter out, PrintWriter err) {
        if (json) {
            return new ResponseScreen(out, err, String.valueOf(chatId));
        }
        Screen screen = asker instanceof TerminalAsker person ? new Screen(person.writer(), person.writer(), rich, false) : new Screen(out, err, false, false);
        if (once != null) {
            return screen;
        }
        return rich ? screen.framed("── assistant " + RULE.substring(13) + "\n", RULE) : screen.framed("assistant: ", "");
    }

    /** A failed turn is told and the next line is read. */
    private static int repl(Conversation conversation, Asker asker, Screen screen) throws CommandFailure {
        int last = ExitCode.OK;
        for (Optional<String> line = asker.line(Conversation.PROMPT); line.isPresent(); line = asker.line(Conversation.PROMPT)) {
            if (LEAVING.contains(line.get().strip())) {
                break;
            }
            try {
                Conversation.Result result = conversation.take(line.get());
                if (result == Conversation.Result.QUIT) {
                    break;
                }
                last = result == Conversation.Result.OK ? last : ExitCode.ERROR;
            } catch (ServerFailure refused) {
                screen.problem(refused.detail(), refused.code());
                last = ExitCode.ERROR;
            } catch (CommandFailure trouble) {
                if (!asker.isPerson() && trouble.exitCode() == ExitCode.UNREACHABLE) {
                    throw trouble;
                }
                screen.problem(String.valueOf(trouble.getMessage()), "");
                last = trouble.exitCode();
            }
        }
        return asker.isPerson() ? ExitCode.OK : last;
    }
}
