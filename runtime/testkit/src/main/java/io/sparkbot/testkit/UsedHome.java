package io.sparkbot.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A home whose server was started once and stopped. Servers that begin with a copy of it need not make a database again, which takes a third of a
 * first start. Made beside the distribution by whoever asks first, and anew after each build.
 */
public final class UsedHome {

    private final Path home;

    private UsedHome(Path folder) {
        this.home = folder.resolve("home");
    }

    /** Waits while another process makes it. */
    public static UsedHome ofThisBuild() throws IOException {
        Path distribution = Path.of(System.getProperty("exam.distribution"));
        Path folder = Files.createDirectories(distribution.resolveSibling("used-home"));
        var used = new UsedHome(folder);
        try (FileChannel lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            String build = stateOf(distribution);
            Path made = folder.resolve("made-of");
            if (!Files.exists(made) || !Files.readString(made).equals(build)) {
                Files.deleteIfExists(made);
                used.make();
                Files.writeString(made, build);
            }
        }
        return used;
    }

    /** A server that is not started yet, with a copy as its home. The folder must be there and empty. */
    public Server copyTo(Path empty) throws IOException {
        run("cp", "-a", home + "/.", empty.toString());
        return new Server(empty);
    }

    private void make() throws IOException {
        run("rm", "-rf", home.toString());
        new Server(Files.createDirectories(home)).start().close();
        // not the port of the database either: two copies may run at the same time
        for (String own : List.of("log", "run", "port")) {
            run("rm", "-rf", home.resolve(own).toString());
        }
    }

    /** Changes with every build. */
    private static String stateOf(Path distribution) throws IOException {
        var state = new StringBuilder();
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                state.append('\n').append(file).append(' ').append(Files.size(file)).append(' ').append(Files.getLastModifiedTime(file));
            }
        }
        return state.toString();
    }

    private static void run(String... words) throws IOException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("failed: " + String.join(" ", words));
        }
    }
}
