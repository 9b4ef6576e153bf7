package io.sparkbot.launcher;

import io.sparkbot.launcher.database.DatabaseAddress;
import io.sparkbot.launcher.home.HealthProbe;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.HomeLock;
import io.sparkbot.launcher.home.RunFolder;
import io.sparkbot.launcher.home.ServerAddress;
import io.sparkbot.launcher.home.StartFailure;
import io.sparkbot.launcher.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;

/** One run of the server, from the first look at the home folder to the last word in the log. */
final class Launcher {
    private static final System.Logger LOG = System.getLogger(Launcher.class.getName());
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    /** From the moment the database takes connections; before that it may be recovering from a crash. */
    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(Integer.getInteger("sparkbot.start.seconds", 60));

    private final Options options;
    private final Map<String, String> environment;
    private final LaunchLog log = LaunchLog.install(System.err);
    /** The first thing that says that the server must not start. */
    private final CompletableFuture<String> problem = new CompletableFuture<>();

    private volatile @Nullable FrameworkHost framework;
    private volatile @Nullable EmbeddedPostgres postgres;
    private volatile @Nullable AotTraining training;

    Launcher(Options options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
    }

    /** @return the exit code of the process */
    int run() {
        Home home = Home.locate(options.home(), environment);
        RunFolder runFolder = new RunFolder(home);
        try {
            Distribution distribution = Distribution.locate(options.install());
            home.prepare();
            HomeLock lock = HomeLock.acquire(home);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(runFolder, lock), "shutdown"));
            runFolder.begin(ProcessHandle.current().pid());
            if (options.untilEndOf() != 0) {
                endWith(options.untilEndOf());
            }
            return serve(distribution, home, runFolder);
        } catch (StartFailure failure) {
            return refuse(failure, runFolder);
        } catch (IOException failure) {
            return refuse(new StartFailure("the files in " + home.run() + " cannot be written (" + failure
                    + "): mend owner, permissions or free space of the home folder", failure), runFolder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** However that process ends, this one is stopped in order. */
    private static void endWith(long pid) throws StartFailure {
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new StartFailure("process " + pid + ", for which this server was started, has ended"));
        process.onExit().thenRunAsync(() -> System.exit(0));
    }

    private int serve(Distribution distribution, Home home, RunFolder runFolder)
            throws StartFailure, InterruptedException, IOException {
        long begin = System.nanoTime();
        StartProgress progress = new StartProgress(runFolder);
        ServerAddress server = ServerAddress.resolve(options.host(), options.port(), environment, home).claim();
        Optional<DatabaseAddress> external = DatabaseAddress.external(environment);
        CompletableFuture<Boolean> databaseRuns = new CompletableFuture<>();
        DatabaseAddress database;
        if (external.isPresent()) {
            database = external.get();
            databaseRuns.complete(true);
        } else {
            EmbeddedPostgres embedded = EmbeddedPostgres.prepare(home, distribution.serverJars(), progress::say);
            postgres = embedded;
            database = embedded.address();
            Thread.ofPlatform().daemon().name("postgres-start").start(() -> startDatabase(embedded, databaseRuns));
        }

        runFolder.about(distribution.version(), (external.isPresent() ? "external " : "embedded ") + database);

        System.setProperty("logback.configurationFile", distribution.logSettings().toString());
        System.setProperty("sparkbot.log", home.logs().toString());
        System.setProperty("sparkbot.log.terminal", options.foreground() ? "INFO" : "OFF");
        FrameworkHost host = new FrameworkHost(
                FrameworkSettings.of(distribution, home, server, database, options.dev(), environment));
        framework = host;
        progress.say("starting the bundles");
        host.start(distribution.bundles(), log, problem::complete);

        awaitReady(server, host, database, databaseRuns, progress);
        progress.healthy(server, Duration.ofNanos(System.nanoTime() - begin));
        problem.thenAccept(words -> LOG.log(Level.ERROR, words));
        if (options.train()) {
            AotTraining.exercise(new HealthProbe(server));
            return 0;
        }
        String cache = System.getProperty("sparkbot.aot.prepare", "");
        if (!cache.isEmpty() && !options.dev()) {
            AotTraining prepared = new AotTraining(distribution, home, Path.of(cache));
            training = prepared;
            prepared.start(environment.getOrDefault("SPARKBOT_AOT", "").equals("now"));
        }
        host.awaitStop();
        return 0;
    }

    private void startDatabase(EmbeddedPostgres embedded, CompletableFuture<Boolean> runs) {
        try {
            embedded.start();
            runs.complete(true);
        } catch (StartFailure failure) {
            LOG.log(Level.ERROR, "the database", failure);
            problem.complete(failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(
            ServerAddress server,
            FrameworkHost host,
            DatabaseAddress database,
            CompletableFuture<Boolean> databaseRuns,
            StartProgress progress)
            throws StartFailure, InterruptedException {
        HealthProbe probe = new HealthProbe(server);
        boolean lives = false;
        long since = System.nanoTime();
        for (; ; TimeUnit.MILLISECONDS.sleep(10)) {
            if (problem.isDone()) {
                throw new StartFailure(problem.join());
            }
            if (!databaseRuns.isDone()) {
                since = System.nanoTime();
                continue;
            }
            lives = lives || probe.lives();
            List<String> awaited = host.awaitedSchemas();
            if (lives && awaited.isEmpty() && host.isQuiet()) {
                return;
            }
            boolean databaseAnswers = host.offersDatabase();
            if (!awaited.isEmpty()) {
                progress.say(databaseAnswers ? "bringing the data up to date" : "waiting for the database");
            }
            if (System.nanoTime() - since > HEALTH_LIMIT.toNanos()) {
                if (!lives || !databaseAnswers) {
                    throw new StartFailure(silence(lives, host, database));
                }
                LOG.log(Level.ERROR, "going on without the data of {0}", awaited);
                return;
            }
        }
    }

    private static String silence(boolean lives, FrameworkHost host, DatabaseAddress database) {
        String trouble = host.databaseTrouble();
        return (lives ? "the database " + database + " cannot be used" : "the server does not answer")
                + " after " + HEALTH_LIMIT.toSeconds() + " s"
                + (trouble.isEmpty() ? "" : ": " + trouble)
                + "; the log is log/sparkbot.log in the home folder"
                + (host.errors().isEmpty() ? "" : "; bundles with errors:\n  " + String.join("\n  ", host.errors()));
    }

    private int refuse(StartFailure failure, RunFolder runFolder) {
        String words = failure.getMessage();
        System.err.println("Sparkbot cannot start: " + words);
        LOG.log(Level.ERROR, words, failure.getCause());
        try {
            runFolder.problem(words);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "nobody will read the reason in the home folder", e);
        }
        return 1;
    }

    /** Bundles first, since they still write; then the database; at last the lock. */
    private void shutDown(RunFolder runFolder, HomeLock lock) {
        AotTraining running = training;
        if (running != null) {
            running.stop();
        }
        FrameworkHost host = framework;
        try {
            if (host != null && !host.stop(STOP_LIMIT)) {
                LOG.log(Level.WARNING, "bundles were still stopping after {0} s", STOP_LIMIT.toSeconds());
            }
        } catch (BundleException e) {
            LOG.log(Level.ERROR, "stopping the framework", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.end();
        EmbeddedPostgres database = postgres;
        if (database != null) {
            database.stop();
        }
        try {
            runFolder.end();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the run files stay", e);
        }
        lock.close();
    }
}
