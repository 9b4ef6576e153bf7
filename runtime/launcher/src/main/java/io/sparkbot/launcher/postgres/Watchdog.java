package io.sparkbot.launcher.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A shell between us and the server. We hold the pipe to its input: whatever way our process ends, the shell reads the
 * end of that pipe and asks the server for a fast shutdown. It has a session of its own where the system can do that, so
 * that Ctrl-C in the terminal reaches our process alone and the bundles can still write while they stop.
 */
final class Watchdog {
    private static final String SERVE =
            """
            exec 3<&0
            "$@" </dev/null 3<&- &
            P=$!
            trap "kill -INT $P" TERM INT
            (read x <&3; kill -INT $P) &
            wait $P
            R=$?
            kill $! 2>/dev/null
            exit $R
            """;

    private static final String GUARD = "read x; kill -INT \"$1\"";

    private Watchdog() {}

    /** Runs the server and ends when it ends, with its exit code. */
    static List<String> serve(List<String> server) {
        return Stream.of(ownSession(), List.of("sh", "-c", SERVE, "pg-watchdog"), server)
                .flatMap(List::stream)
                .toList();
    }

    /** Guards a server that runs already. */
    static List<String> guard(long pid) {
        return Stream.of(ownSession(), List.of("sh", "-c", GUARD, "pg-watchdog", Long.toString(pid)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> ownSession() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(program -> Files.isExecutable(Path.of(program)))
                .limit(1)
                .toList();
    }
}
