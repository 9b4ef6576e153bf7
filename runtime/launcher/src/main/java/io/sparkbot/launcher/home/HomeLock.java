package io.sparkbot.launcher.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** One server per home. The system lets go of the lock when the process ends, however it ends. */
public final class HomeLock implements AutoCloseable {
    /** Whoever only looks whether the lock is held has it for an instant; a start must not fail on that. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StartFailure when another process works on this home */
    public static HomeLock acquire(Home home) throws StartFailure, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (; ; ) {
            Optional<HomeLock> lock = tryAcquire(home);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure("another Sparkbot is running on the home folder " + home.root()
                        + new RunFolder(home).pid().map(pid -> " (process " + pid + ")").orElse("")
                        + ": stop it first, or choose another home with --home DIR");
            }
            Thread.sleep(20);
        }
    }

    /** Empty when another process holds the lock. */
    public static Optional<HomeLock> tryAcquire(Home home) throws StartFailure {
        try {
            FileChannel channel =
                    FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // held by this very process: as good as held by another one
                lock = null;
            }
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new HomeLock(channel));
        } catch (IOException e) {
            throw new StartFailure("the lock file " + home.lockFile() + " cannot be used (" + e
                    + "): mend its owner and permissions, or choose another home with --home DIR", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(HomeLock.class.getName()).log(System.Logger.Level.WARNING, "closing the home's lock", e);
        }
    }
}
