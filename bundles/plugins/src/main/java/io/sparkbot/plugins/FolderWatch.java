package io.sparkbot.plugins;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which files of a folder changed. Events of the file system come at once; since some file systems (network mounts, folders shared
 * into a container) have none and some are lost, the whole folder is also looked through from time to time.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);
    private static final Duration LOOK_THROUGH = Duration.ofSeconds(5);

    private final Path folder;
    private final Consumer<Path> changed;
    private final Runnable lookThrough;
    private final Thread thread;
    private volatile @Nullable WatchService service;
    private volatile boolean closed;
    private volatile String problem = "";

    /**
     * @param changed told of a file that came, changed or went
     * @param lookThrough called when anything may have changed
     */
    FolderWatch(Path folder, Consumer<Path> changed, Runnable lookThrough) {
        this.folder = folder;
        this.changed = changed;
        this.lookThrough = lookThrough;
        this.thread = Thread.ofVirtual().name("watch " + folder.getFileName()).unstarted(this::watch);
    }

    FolderWatch start() {
        thread.start();
        return this;
    }

    /** Why the folder cannot be watched; empty when it is. */
    String problem() {
        return problem;
    }

    private void watch() {
        while (!closed) {
            try (WatchService watching = folder.getFileSystem().newWatchService()) {
                service = watching;
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                WatchKey key = folder.register(watching, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
                report("");
                lookThrough.run();
                follow(watching, key);
            } catch (ClosedWatchServiceException end) {
                log.debug("no longer watching {}", folder);
            } catch (IOException trouble) {
                report("the folder " + folder + " cannot be watched (" + trouble.getClass().getSimpleName() + ": " + trouble.getMessage()
                        + "); it is looked through every " + LOOK_THROUGH.toSeconds() + " s");
                pause();
                lookThrough.run();
            }
        }
    }

    /** Returns when the folder itself went away. */
    private void follow(WatchService watching, WatchKey key) {
        while (!closed && key.isValid()) {
            try {
                WatchKey signalled = watching.poll(LOOK_THROUGH.toSeconds(), TimeUnit.SECONDS);
                if (signalled == null) {
                    lookThrough.run();
                    continue;
                }
                for (WatchEvent<?> event : signalled.pollEvents()) {
                    if (event.kind() == OVERFLOW) {
                        lookThrough.run();
                    } else if (event.context() instanceof Path name) {
                        changed.accept(folder.resolve(name));
                    }
                }
                signalled.reset();
            } catch (InterruptedException end) {
                return;
            }
        }
        lookThrough.run();
    }

    private void report(String trouble) {
        if (!trouble.isEmpty() && !trouble.equals(problem)) {
            log.warn("{}", trouble);
        }
        problem = trouble;
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_THROUGH);
        } catch (InterruptedException end) {
            log.debug("no longer watching {}", folder);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        WatchService open = service;
        if (open != null) {
            try {
                open.close();
            } catch (IOException trouble) {
                log.warn("the watch on {} could not be closed", folder, trouble);
            }
        }
    }
}
