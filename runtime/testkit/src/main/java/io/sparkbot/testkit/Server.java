package io.sparkbot.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The product as a stranger runs it: the shipped script, a home folder of its own, any free port. */
public final class Server implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> prefix = List.of();

    public Server(Path home) {
        this.home = home;
    }

    /** Every command from now on is given by this user; needs root. An empty name means whoever runs the tests. */
    public Server as(String user) {
        prefix = user.isEmpty() ? List.of() : List.of("runuser", "-u", user, "--");
        return this;
    }

    /** Sets an environment variable for the next {@link #start}. */
    public Server with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What a command printed and how it ended. */
    public record Ended(int code, String output) {}

    public Server start() {
        Ended ended = command("start", "--port", "0");
        if (ended.code() != 0) {
            throw new AssertionError("start ended with " + ended.code() + ":\n" + ended.output());
        }
        return this;
    }

    /** Runs the shipped script with this home. */
    public Ended command(String... arguments) {
        return run(words(arguments));
    }

    /** Runs the shipped script as it stands, without naming the home. */
    public Ended bare(String... arguments) {
        var words = new ArrayList<>(prefix);
        words.add(script().toString());
        words.addAll(List.of(arguments));
        return run(words);
    }

    /** Starts and stays in the terminal, which is this file. */
    public Process foreground(Path terminal) throws IOException {
        var words = List.of(script().toString(), "start", "--home", home.toString(), "--port", "0", "--foreground");
        return builder(words, terminal).start();
    }

    /** Gives a command and goes on talking to it; what it says is in the file. */
    public Process talking(Path terminal, String... arguments) throws IOException {
        return builder(words(arguments), terminal).start();
    }

    private List<String> words(String... arguments) {
        var words = new ArrayList<>(prefix);
        words.addAll(List.of(script().toString(), arguments[0], "--home", home.toString()));
        words.addAll(List.of(arguments).subList(1, arguments.length));
        return words;
    }

    private ProcessBuilder builder(List<String> words, Path output) {
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPARKBOT_") || name.startsWith("OPENAI_"));
        builder.environment().put("SPARKBOT_AOT", "off"); // a cache that no later start would use
        builder.environment().putAll(environment);
        return builder;
    }

    private Ended run(List<String> words) {
        try {
            Path output = Files.createTempFile("sparkbot-itest", ".txt");
            Process process = builder(words, output).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(words + " did not end within " + PATIENCE_SECONDS + " s:\n" + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    public static Path script() {
        return Path.of(System.getProperty("exam.distribution")).resolve("bin/sparkbot");
    }

    public Path home() {
        return home;
    }

    public URI url() {
        return URI.create(read("run/url"));
    }

    public long pid() {
        return Long.parseLong(read("run/server.pid"));
    }

    private String read(String file) {
        try {
            return Files.readString(home.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the kernel would: no shutdown hook, nothing flushed. */
    public void kill() {
        kill(pid());
    }

    public static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    public Ended stop() {
        return command("stop");
    }

    /** Ends in order what is running, as the end of a session or of the machine would; nothing when nothing runs. */
    @Override
    public void close() {
        if (Files.exists(home.resolve("run/server.pid"))) {
            ProcessHandle.of(pid()).filter(this::isOurs).ifPresent(process -> {
                process.destroy();
                process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            });
        }
    }

    /** A number in the file of a server that was killed may belong to another process by now. */
    private boolean isOurs(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Stream::of).anyMatch(home.toString()::equals);
    }
}
