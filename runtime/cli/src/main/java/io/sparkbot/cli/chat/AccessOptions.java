package io.sparkbot.cli.chat;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.HomeOption;
import io.sparkbot.cli.RunningServer;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server, and as whom; the same for every command that talks to one. Option, then environment, then what was saved, then this machine. */
public final class AccessOptions {

    private static final String DEFAULT_URL = "http://127.0.0.1:3000";

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--url", paramLabel = "URL", description = "Server (default: $SPARKBOT_URL, the last one, the one on this machine).")
    private @Nullable String url;

    @Option(names = "--username", paramLabel = "NAME", description = "Sign in to this account (default: $SPARKBOT_USERNAME, or the shared passphrase alone).")
    private @Nullable String username;

    @Option(
            names = "--passphrase",
            paramLabel = "TEXT",
            description = "Passphrase, or the account's password (default: $SPARKBOT_PASSPHRASE); better typed when asked.")
    private @Nullable String passphrase;

    private final Map<String, String> environment;

    public AccessOptions() {
        this(System.getenv());
    }

    AccessOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    Home home() {
        return home.locate();
    }

    /** @param option the one that says already which server it is */
    void refuseUrl(String option) throws CommandFailure {
        if (url != null) {
            throw new CommandFailure(ExitCode.USAGE, "--url and " + option + " each name a server; give one of them");
        }
    }

    Optional<String> username() {
        return given(username, "SPARKBOT_USERNAME");
    }

    Optional<String> passphrase() {
        return given(passphrase, "SPARKBOT_PASSPHRASE");
    }

    private Optional<String> given(@Nullable String option, String variable) {
        return Optional.ofNullable(option).or(() -> Optional.ofNullable(environment.get(variable))).filter(text -> !text.isBlank());
    }

    /**
     * The server's address. The first time a person is asked, with the server of this machine as the answer to Enter.
     *
     * @param file what was saved
     */
    String address(Path file, Asker asker) throws IOException, StartFailure, CommandFailure {
        Optional<String> given = given(url, "SPARKBOT_URL");
        if (given.isPresent()) {
            return given.get();
        }
        Optional<String> local = RunningServer.on(home.locate()).flatMap(RunningServer::url).map(known -> known.replaceFirst("/+$", ""));
        Optional<String> saved = SavedSignIn.load(file).map(SavedSignIn::url);
        if (saved.isPresent() && (local.isEmpty() || !Door.isLoopback(saved.get()))) {
            return saved.get();
        }
        String usual = local.orElse(DEFAULT_URL);
        if (Files.exists(file) || !asker.isPerson()) {
            return usual;
        }
        String typed = asker.line("Server [" + usual + "]: ")
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "no server was given: use --url"))
                .strip();
        return typed.isEmpty() ? usual : typed.contains("://") ? typed : "http://" + typed;
    }

    boolean wantsColor(boolean terminal, boolean noColor) {
        return terminal && !noColor && !environment.containsKey("NO_COLOR");
    }
}
