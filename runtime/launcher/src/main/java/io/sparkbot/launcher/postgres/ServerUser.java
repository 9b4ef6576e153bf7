package io.sparkbot.launcher.postgres;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who PostgreSQL runs as: it refuses root, so a launcher that is root steps down for it.
 *
 * @param account whom the data folder belongs to
 * @param prefix put before a command line to run it as that account; empty when we are that account already
 */
record ServerUser(Account account, List<String> prefix) {
    private static final Path PASSWD = Path.of("/etc/passwd");
    /** Programs of a root installation lie here, since other users cannot look into root's own folders. */
    private static final Path SHARED = Path.of("/var/cache/sparkbot");

    boolean stepsDown() {
        return !prefix.isEmpty();
    }

    static ServerUser find(Home home) throws StartFailure {
        try {
            Account self = self(home);
            return self.isRoot() ? lowered(home) : new ServerUser(self, List.of());
        } catch (IOException e) {
            throw new StartFailure("the user of this process cannot be found out: " + e, e);
        }
    }

    /** Whoever makes a file owns it. */
    private static Account self(Home home) throws IOException {
        Path probe = Files.createTempFile(home.run(), ".self", null);
        try {
            return Account.ownerOf(probe, PASSWD);
        } finally {
            Files.delete(probe);
        }
    }

    private static ServerUser lowered(Home home) throws IOException, StartFailure {
        for (Account account : candidates(home)) {
            Optional<List<String>> prefix = waysDown(account).stream().filter(ServerUser::works).findFirst();
            if (prefix.isPresent()) {
                return new ServerUser(account, prefix.get());
            }
        }
        throw new StartFailure("PostgreSQL does not run as root, and this process may not become another user (it lacks"
                + " the right CAP_SETUID): start Sparkbot as an ordinary user, or use a server of your own with"
                + " SPARKBOT_DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/DATABASE");
    }

    /** Data that exists keeps its owner. */
    private static List<Account> candidates(Home home) throws IOException {
        if (Files.exists(home.databaseData())) {
            Account owner = Account.ownerOf(home.databaseData(), PASSWD);
            if (!owner.isRoot()) {
                return List.of(owner);
            }
        }
        List<Account> known = Account.all(PASSWD);
        return Stream.of("sparkbot", "postgres", "nobody")
                .flatMap(name -> known.stream().filter(a -> a.name().equals(name) && !a.isRoot()))
                .toList();
    }

    private static List<List<String>> waysDown(Account account) {
        String uid = Integer.toString(account.uid());
        String gid = Integer.toString(account.gid());
        List<String> setpriv = List.of(
                "setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--inh-caps=-all", "--bounding-set=-all",
                "--no-new-privs");
        List<String> secondJvm = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-Xshare:auto",
                "-cp", ownJar(), StepDown.class.getName(), uid, gid);
        return account.name().isEmpty()
                ? List.of(setpriv, List.of("su-exec", uid + ":" + gid), secondJvm)
                : List.of(setpriv, List.of("runuser", "-u", account.name(), "--"), List.of("su-exec", account.name()), secondJvm);
    }

    private static String ownJar() {
        return Path.of(java.net.URI.create(
                        ServerUser.class.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static boolean works(List<String> prefix) {
        try {
            Process process = new ProcessBuilder(Stream.concat(prefix.stream(), Stream.of("id", "-u")).toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String uid = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 && uid.matches("[1-9]\\d*");
        } catch (IOException e) {
            System.getLogger(ServerUser.class.getName()).log(System.Logger.Level.DEBUG, "no " + prefix.getFirst() + ": " + e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where the unpacked programs can be reached by the account. */
    Path programs(Home home) throws StartFailure {
        if (!stepsDown()) {
            return home.root();
        }
        try {
            if (Files.notExists(SHARED)) {
                Files.createDirectories(SHARED);
                Files.setPosixFilePermissions(SHARED, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            if (!Account.ownerOf(SHARED, PASSWD).isRoot()) {
                throw new StartFailure(SHARED + " belongs to another user than root: programs that run the database must not"
                        + " be changed by others; remove that folder");
            }
            return SHARED;
        } catch (IOException e) {
            throw new StartFailure("as root, Sparkbot unpacks PostgreSQL into " + SHARED + ", which cannot be made (" + e
                    + "): start as an ordinary user, or use a server of your own with SPARKBOT_DATABASE_URL", e);
        }
    }
}
