package io.sparkbot.launcher.postgres;

import io.sparkbot.launcher.database.DatabaseAddress;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The database server that lives in the home folder: made at the first start, adopted when it outlived an earlier
 * process of ours, started again when it dies, stopped with us.
 */
public final class EmbeddedPostgres {
    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A server that ran this long was well: the next failure is a new one, not the old one again. */
    private static final Duration WELL = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 6;

    private final Home home;
    private final Path jars;
    private final DataFolder data;
    private final String password;
    private final int port;
    private final Consumer<String> progress;
    private volatile @Nullable Cluster cluster;
    private volatile @Nullable Process watchdog;
    private volatile boolean stopping;

    private EmbeddedPostgres(Home home, Path jars, DataFolder data, Consumer<String> progress)
            throws IOException, StartFailure {
        this.home = home;
        this.jars = jars;
        this.data = data;
        this.password = data.password();
        this.port = data.port();
        this.progress = progress;
    }

    /**
     * Settles what must be known before a bundle starts, the address; starts nothing yet.
     *
     * @param jars the folder with the server jars
     * @param progress told what takes long, in words for a person
     */
    public static EmbeddedPostgres prepare(Home home, Path jars, Consumer<String> progress) throws StartFailure {
        try {
            return new EmbeddedPostgres(home, jars, new DataFolder(home), progress);
        } catch (IOException e) {
            throw new StartFailure("the database's files in " + home.root() + " cannot be used: " + e, e);
        }
    }

    /**
     * The account the server of this home runs as, or would run as.
     *
     * @throws StartFailure when there is none it could run as
     */
    public static String account(Home home) throws StartFailure {
        Account account = ServerUser.find(home).account();
        return account.name().isEmpty() ? "user " + account.uid() : account.name();
    }

    public DatabaseAddress address() {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", Cluster.USER, password);
    }

    /** Returns when the server takes connections; from then on it is watched and started again when it dies. */
    public void start() throws StartFailure, InterruptedException {
        ServerUser user = ServerUser.find(home);
        Cluster ready = new Cluster(home, user, ServerBinaries.unpacked(jars, user.programs(home), progress));
        cluster = ready;
        try {
            ready.turnLog();
            if (!data.exists()) {
                progress.accept("creating the database (once)");
                ready.create(password);
            }
            ready.adjustOwner();
            Process running = startOrAdopt(ready);
            Thread.ofVirtual().name("postgres-watch").start(() -> watch(ready, running));
        } catch (IOException e) {
            throw new StartFailure("the database server could not be started (" + e.getMessage() + "); its log is "
                    + home.databaseLog(), e);
        }
    }

    /** Fast stop: open transactions are rolled back, everything committed is kept. */
    public void stop() {
        stopping = true;
        Cluster made = cluster;
        try {
            if (made != null && data.server().isPresent()) {
                made.stop();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the database server did not stop in time; it goes on stopping by itself", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Process dog = watchdog;
            if (dog != null) {
                dog.destroy();
            }
        }
    }

    /** @return the process to watch: it ends when the server ends */
    private Process startOrAdopt(Cluster cluster) throws IOException, StartFailure, InterruptedException {
        Process started = null;
        for (int attempt = 1; !stopping; Thread.sleep(5)) {
            Optional<PostmasterFile> found = data.postmaster();
            switch (found.isPresent() ? data.owner(found.get()) : PostmasterFile.Owner.NOBODY) {
                case OURS -> {
                    if (found.orElseThrow().ready()) {
                        return started != null ? started : adopt(cluster, found.orElseThrow());
                    }
                    progress.accept("waiting for the database");
                }
                case STRANGER -> forget(found.orElseThrow());
                case UNCLEAR ->
                    throw new StartFailure("process " + found.orElseThrow().pid() + " may be a PostgreSQL server that works"
                            + " on " + data.path() + ", but it cannot be told for sure: if it is, stop it; if it is not,"
                            + " remove " + PostmasterFile.in(data.path()));
                case NOBODY -> {
                    if (started == null) {
                        started = cluster.serve(port);
                        watchdog = started;
                    } else if (!started.isAlive()) {
                        if (attempt++ == ATTEMPTS) {
                            throw new StartFailure("the database server does not start; the end of " + home.databaseLog()
                                    + ":\n" + cluster.lastWords());
                        }
                        // the port or the shared memory of a server that just died may need a moment to be free
                        Thread.sleep(200L * attempt);
                        started = null;
                    }
                }
            }
        }
        throw new InterruptedException("stopping");
    }

    private void forget(PostmasterFile file) throws IOException {
        LOG.log(Level.WARNING, "removing {0}: process {1} is another program", PostmasterFile.in(data.path()),
                Long.toString(file.pid()));
        Files.deleteIfExists(PostmasterFile.in(data.path()));
    }

    private Process adopt(Cluster cluster, PostmasterFile server) throws IOException {
        LOG.log(Level.INFO, "taking over the database server that still runs as process {0}", Long.toString(server.pid()));
        Process guard = cluster.guard(server.pid());
        watchdog = guard;
        ProcessHandle.of(server.pid())
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()))
                .thenRun(guard::destroyForcibly);
        return guard;
    }

    private void watch(Cluster cluster, Process first) {
        Process running = first;
        long since = System.nanoTime();
        Duration pause = Duration.ZERO;
        while (!stopping) {
            try {
                running.waitFor();
                if (stopping) {
                    return;
                }
                pause = System.nanoTime() - since > WELL.toNanos() ? Duration.ZERO : longer(pause);
                LOG.log(Level.ERROR, "the database server ended unexpectedly (exit code {0}); starting it again in {1} ms."
                        + " The end of its log:\n{2}", Integer.toString(running.exitValue()), Long.toString(pause.toMillis()),
                        cluster.lastWords());
                Thread.sleep(pause);
                since = System.nanoTime();
                running = startOrAdopt(cluster);
                LOG.log(Level.INFO, "the database server runs again after {0} ms",
                        Long.toString((System.nanoTime() - since) / 1_000_000));
            } catch (IOException | StartFailure e) {
                LOG.log(Level.ERROR, "the database server cannot be started again", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.isZero() ? Duration.ofMillis(100) : pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }
}
