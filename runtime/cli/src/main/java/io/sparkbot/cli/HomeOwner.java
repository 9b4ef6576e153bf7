package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose home it is. Root starts somebody else's server as that person, so that nothing in the home changes hands. */
public final class HomeOwner {
    private HomeOwner() {}

    /** Replaces this process by the same command, given by the owner; returns when that is whoever gives it already. */
    public static void takeOver(Home home) throws CommandFailure, IOException {
        if (!"root".equals(System.getProperty("user.name")) || Files.notExists(home.root())) {
            return;
        }
        int uid = (Integer) Files.getAttribute(home.root(), "unix:uid");
        int gid = (Integer) Files.getAttribute(home.root(), "unix:gid");
        if (uid == 0) {
            return;
        }
        List<String> prefix = ways(Files.getOwner(home.root()).getName(), uid, gid)
                .filter(HomeOwner::reachesTheProduct)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(ExitCode.ERROR, "the home folder " + home.root() + " belongs to user " + uid
                        + ", as whom the server has to run; neither runuser nor setpriv gets there, or that user cannot read "
                        + ServerProgram.product() + ": start it as that user, or choose another home with --home DIR"));
        List<String> command = new ArrayList<>(prefix);
        command.addAll(own());
        Foreground.become(command);
    }

    private static Stream<List<String>> ways(String name, int uid, int gid) {
        List<String> setpriv = List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
        return (name.matches("\\d+") ? Stream.of(setpriv) : Stream.of(List.of("runuser", "-u", name, "--"), setpriv))
                .flatMap(way -> onPath(way.getFirst()).map(program -> with(program, way)).stream());
    }

    private static Optional<String> onPath(String program) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static List<String> with(String program, List<String> way) {
        List<String> words = new ArrayList<>(way);
        words.set(0, program);
        return words;
    }

    private static boolean reachesTheProduct(List<String> way) {
        List<String> words = new ArrayList<>(way);
        words.addAll(List.of("test", "-r", ServerProgram.product().resolve("lib/cli.jar").toString()));
        try {
            return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> own() {
        ProcessHandle.Info self = ProcessHandle.current().info();
        return Stream.concat(self.command().stream(), self.arguments().stream().flatMap(Arrays::stream)).toList();
    }
}
