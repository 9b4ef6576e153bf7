package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that prints a list of the running server's: a line for each item, or the answer as the server gave it. */
abstract class ServerList implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private final AccessOptions access = new AccessOptions();

    @Option(names = "--json", description = "Print the server's answer, one JSON object.")
    private boolean json;

    @Option(names = "--config", paramLabel = "FILE", description = "File that keeps address and session (default: ~/.sparkbot/cli.json).")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    private final String path;

    /** @param path of the list, below /api/v1; its answer has {@code items} */
    ServerList(String path) {
        this.path = path;
    }

    abstract String line(JsonNode item);

    @Override
    public Integer call() throws CommandFailure, IOException, StartFailure {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path file = config != null ? config : SavedSignIn.defaultFile();
        boolean terminal = System.console() != null && System.console().isTerminal();
        try (Asker asker = terminal ? new TerminalAsker(file.resolveSibling("cli_history"), 1) : Chat.pipe();
                Client client = new Client(access.address(file, asker), PATIENCE)) {
            new Door(client, asker, new Screen(out, spec.commandLine().getErr(), false, json), file, access.username()).enter(access.passphrase());
            JsonNode answer = client.get(path);
            if (json) {
                out.println(answer);
            } else {
                answer.path("items").forEach(item -> out.println(line(item)));
            }
            return ExitCode.OK;
        } catch (ServerFailure refused) {
            throw Chat.failure(refused);
        }
    }
}
