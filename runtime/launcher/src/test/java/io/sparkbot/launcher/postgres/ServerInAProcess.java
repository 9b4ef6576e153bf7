package io.sparkbot.launcher.postgres;

import io.sparkbot.launcher.home.Home;
import java.nio.file.Path;

/** A launcher that can be killed: starts the server of a home, says so, and waits. */
final class ServerInAProcess {
    private ServerInAProcess() {}

    public static void main(String[] args) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.prepare(new Home(Path.of(args[0])), Path.of(args[1]), words -> {});
        server.start();
        System.out.println("runs");
        Thread.sleep(Long.MAX_VALUE);
    }
}
