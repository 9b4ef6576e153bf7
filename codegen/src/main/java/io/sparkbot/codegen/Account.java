package io.sparkbot.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Who runs the server: ourselves, or, since PostgreSQL refuses to run as root, another account that root steps down to. */
record Account(Optional<String> user, List<String> prefix) {

    private static final List<String> NAMES = List.of("sparkbot", "postgres", "nobody");

    static Account find() throws IOException {
        if (!"0".equals(output(List.of("id", "-u")).orElse(""))) {
            return new Account(Optional.empty(), List.of());
        }
        for (String name : NAMES) {
            for (List<String> prefix : waysDown(name)) {
                Optional<String> uid = output(with(prefix, List.of("id", "-u")));
                if (uid.isPresent() && !uid.get().equals("0")) {
                    return new Account(Optional.of(name), prefix);
                }
            }
        }
        throw new IOException("PostgreSQL does not run as root, and neither setpriv nor runuser could step down to one of the accounts "
                + NAMES + ". Build as an ordinary user.");
    }

    /** Gives the folder and all it holds to the account. */
    void own(Path folder) throws IOException {
        if (user.isEmpty()) {
            return;
        }
        UserPrincipal owner = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user.get());
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.setOwner(path, owner);
            }
        }
    }

    List<String> command(List<String> command) {
        return with(prefix, command);
    }

    private static List<List<String>> waysDown(String user) {
        return List.of(
                List.of("setpriv", "--reuid=" + user, "--regid=" + group(user), "--clear-groups", "--inh-caps=-all", "--no-new-privs"),
                List.of("runuser", "-u", user, "--"));
    }

    private static String group(String user) {
        return output(List.of("id", "-g", user)).orElse("65534");
    }

    private static List<String> with(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** What the command prints; empty when there is no such program or it fails. */
    private static Optional<String> output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
