package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the server's process is called. */
public final class ServerProgram {
    private final Path product;
    private final Home home;
    private final List<String> arguments;
    private final Map<String, String> environment;

    /** @param arguments the launcher's own, besides the home folder */
    ServerProgram(Home home, List<String> arguments, Map<String, String> environment) {
        this.product = product();
        this.home = home;
        this.arguments = arguments;
        this.environment = environment;
    }

    /** The unpacked distribution this command belongs to. */
    public static Path product() {
        return Path.of(URI.create(ServerProgram.class.getProtectionDomain().getCodeSource().getLocation().toString()))
                .resolve("../..")
                .normalize();
    }

    List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path lib = product.resolve("lib");
        command.add("@" + lib.resolve("jvm.options"));
        command.addAll(new AotCache(home, product, environment).options());
        String more = environment.getOrDefault("SPARKBOT_JVM_OPTIONS", "").strip();
        command.addAll(more.isEmpty() ? List.of() : List.of(more.split("\\s+")));
        command.addAll(List.of("-jar", lib.resolve("launcher.jar").toString(), "--home", home.root().toString()));
        command.addAll(arguments);
        return command;
    }

    /** Starts it apart from this terminal: the end of the terminal is not the end of the server. */
    Process detached() throws IOException {
        List<String> command = Stream.concat(ownSession().stream(), command().stream()).toList();
        return new ProcessBuilder(command)
                .directory(home.root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(terminalLog().toFile())
                .start();
    }

    /** What the process says outside the log: a Java machine that cannot start, for example. */
    Path terminalLog() {
        return home.logs().resolve("server.out");
    }

    private static List<String> ownSession() {
        return Stream.of(List.of("/usr/bin/setsid"), List.of("/bin/setsid"), List.of("/usr/bin/nohup"))
                .filter(program -> Files.isExecutable(Path.of(program.getFirst())))
                .findFirst()
                .orElse(List.of());
    }
}
