package io.sparkbot.launcher.postgres;

import java.util.List;
import java.util.stream.Stream;

/**
 * A shell between us and the server. We hold the pipe to its input: whatever way our process ends, the shell reads the
 * end of that pipe and asks the server for a fast shutdown.
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
        return Stream.concat(Stream.of("sh", "-c", SERVE, "pg-watchdog"), server.stream()).toList();
    }

    /** Guards a server that runs already. */
    static List<String> guard(long pid) {
        return List.of("sh", "-c", GUARD, "pg-watchdog", Long.toString(pid));
    }
}
