package io.sparkbot.guardian.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.store.Database;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the chain every {@link #SEAL} and at the end; goes along all of it after the start and once a day, resting longer than it works, so
 * that nobody waits for it.
 */
@Component(service = ChainWatch.class, immediate = true)
public final class ChainWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);

    private static final Duration SEAL = Duration.ofSeconds(20);
    private static final Duration WHOLE = Duration.ofDays(1);
    private static final Duration GLANCE = Duration.ofSeconds(5);

    /** How much longer than a portion took the rest after it is. */
    private static final int REST = 3;

    private final ChainProof proof;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private final AtomicReference<Instant> glanced = new AtomicReference<>(Instant.EPOCH);
    private final Thread thread;
    private boolean stopped;

    @Activate
    public ChainWatch(
            BundleContext context, @Reference(target = "(schema=guardian_audit)") Database database, @Reference Sealer sealer, @Reference Audit audit) {
        this(proof(Optional.ofNullable(context.getProperty("sparkbot.home")).map(Path::of), database, sealer, audit), Clock.systemUTC());
    }

    ChainWatch(ChainProof proof, Clock clock) {
        this.proof = proof;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("audit-chain").start(this::watch);
    }

    private static ChainProof proof(Optional<Path> home, Database database, Sealer sealer, Audit audit) {
        ChainStore store = new ChainStore(database);
        Optional<Anchor> anchor = home.map(folder -> new Anchor(folder.resolve("audit").resolve("chain.sealed"), sealer));
        return new ChainProof(store, new Seals(store, sealer), anchor, audit, Clock.systemUTC());
    }

    /** Seals what is left; what cannot be sealed any more is sealed after the next start. */
    @Deactivate
    void stop() throws InterruptedException {
        lock.lock();
        try {
            stopped = true;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
        thread.join();
        try {
            proof.seal(() -> true);
        } catch (RuntimeException e) {
            LOG.warn("the newest audit entries are sealed after the next start: {}", e.getMessage());
        }
    }

    /** What is known, after a look at the newest entries; one look serves all who ask within {@link #GLANCE}, since strangers may ask. */
    ChainState glance() {
        Instant now = clock.instant();
        Instant last = glanced.get();
        return now.isBefore(last.plus(GLANCE)) || !glanced.compareAndSet(last, now) ? proof.state() : proof.glance();
    }

    /** Goes along the whole chain now. */
    ChainState prove() {
        return proof.prove(() -> true);
    }

    private void watch() {
        Instant next = clock.instant();
        while (!rest(Duration.ZERO)) {
            try {
                proof.seal(new Resting());
                if (!clock.instant().isBefore(next)) {
                    proof.prove(new Resting());
                    next = clock.instant().plus(WHOLE);
                }
            } catch (RuntimeException e) {
                proof.trouble(String.valueOf(e.getMessage()));
                LOG.warn("the audit log could not be sealed, next try in {} s: {}", SEAL.toSeconds(), e.getMessage());
            }
            if (rest(SEAL)) {
                return;
            }
        }
    }

    /** Whether it is over. */
    private boolean rest(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!stopped && left > 0) {
                left = stopping.awaitNanos(left);
            }
            return stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Rests between portions. */
    private final class Resting implements java.util.function.BooleanSupplier {

        private long since = System.nanoTime();

        @Override
        public boolean getAsBoolean() {
            long worked = System.nanoTime() - since;
            boolean over = rest(Duration.ofNanos(Math.min(worked * REST, TimeUnit.SECONDS.toNanos(1))));
            since = System.nanoTime();
            return !over;
        }
    }
}
