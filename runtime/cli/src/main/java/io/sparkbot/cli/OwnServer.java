package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server for one command: on this machine alone, at any free port, gone when the command is. Where a server works on the home folder already, that
 * one serves and stays.
 */
public final class OwnServer implements AutoCloseable {
    private final Home home;
    private final String url;
    private final Optional<ProcessHandle> started;
    private final PrintWriter progress;

    private OwnServer(Home home, String url, Optional<ProcessHandle> started, PrintWriter progress) {
        this.home = home;
        this.url = url;
        this.started = started;
        this.progress = progress;
    }

    /**
     * @param home whose owner gives this command, see {@link HomeOwner#takeOver}
     * @param progress where it is told what is waited for
     * @throws CommandFailure when the server does not start, with the reason
     */
    public static OwnServer on(Home home, PrintWriter progress) throws StartFailure, CommandFailure, IOException, InterruptedException {
        home.prepare();
        Optional<RunningServer> running = RunningServer.on(home);
        Optional<String> known = running.flatMap(RunningServer::url);
        List<String> arguments = List.of("--host", "127.0.0.1", "--port", "0", "--until-end-of", String.valueOf(ProcessHandle.current().pid()));
        String url = known.isPresent() ? known.get() : ServerStart.await(home, running, arguments, progress);
        Optional<ProcessHandle> started = running.isPresent() ? Optional.empty() : RunningServer.on(home).flatMap(RunningServer::process);
        return new OwnServer(home, url.replaceFirst("/+$", ""), started, progress);
    }

    public String url() {
        return url;
    }

    /** The passphrase of a home that has none of its own, as far as it can be seen from here. */
    public Optional<String> usualPassphrase(Map<String, String> environment) throws StartFailure {
        return SignIn.isPassphraseSet(home, environment) ? Optional.empty() : Optional.of(SignIn.DEFAULT_PASSPHRASE);
    }

    @Override
    public void close() throws StartFailure, CommandFailure, InterruptedException {
        if (started.isPresent()) {
            ServerStop.await(home, started.get(), progress);
        }
    }
}
