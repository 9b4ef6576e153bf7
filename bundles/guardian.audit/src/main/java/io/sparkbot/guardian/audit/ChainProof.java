package io.sparkbot.guardian.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Audit.AuditEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the end of the chain and proves what is before it. What does not fit is told (state, log, an entry of its own) and left as it is: the
 * evidence stays, and the file outside the database is not written any more.
 */
final class ChainProof {

    private static final Logger LOG = LoggerFactory.getLogger(ChainProof.class);

    /** How many of the newest entries are looked at while somebody waits. */
    private static final long NEWEST = ChainWalk.PORTION;

    private final ChainStore store;
    private final Seals seals;
    private final Optional<Anchor> anchor;
    private final Audit audit;
    private final Clock clock;
    private final ReentrantLock walking = new ReentrantLock();
    private volatile ChainState state = ChainState.UNKNOWN;
    private @Nullable Link sealed;
    private boolean told;

    ChainProof(ChainStore store, Seals seals, Optional<Anchor> anchor, Audit audit, Clock clock) {
        this.store = store;
        this.seals = seals;
        this.anchor = anchor;
        this.audit = audit;
        this.clock = clock;
    }

    ChainState state() {
        return state;
    }

    void trouble(String why) {
        state = state.trouble(why);
    }

    /** Goes along what was written since the last seal and seals where that ends. */
    void seal(BooleanSupplier goOn) {
        walking.lock();
        try {
            Optional<Anchor.Proof> proof = outside();
            Link from = sealed == null ? start() : sealed;
            if (sealed != null && store.ends().head().isAt(from.seq(), from.hash())) {
                state = state.trouble("");
                return;
            }
            ChainWalk walk = new ChainWalk(store, seals, proof, from);
            if (!walk.toTheEnd(goOn)) {
                return;
            }
            found(walk.broken().or(() -> moved(proof)));
            if (walk.last().seq() > 0) {
                boolean sealedBefore = seals.newest().isPresent();
                seals.add(walk.last());
                keepOutside(proof, walk.last(), sealedBefore);
            }
            sealed = walk.last();
            state = state.sealed(walk.last().seq()).trouble("");
        } finally {
            walking.unlock();
        }
    }

    /** Goes along the whole chain; a former finding that is no longer there is forgotten. */
    ChainState prove(BooleanSupplier goOn) {
        walking.lock();
        try {
            ChainWalk walk = new ChainWalk(store, seals, outside(), Link.START);
            if (walk.toTheEnd(goOn)) {
                state = state.whole(walk.broken(), clock.instant(), walk.newestForeign());
                told = told && walk.broken().isPresent();
                tell(walk.broken());
            }
            return state;
        } finally {
            walking.unlock();
        }
    }

    /** What is known, after a look at the newest entries. */
    ChainState glance() {
        long newest = store.ends().head().seq();
        Link from = newest <= NEWEST ? Link.START : store.at(newest - NEWEST).orElse(Link.START);
        ChainWalk walk = new ChainWalk(store, seals, Optional.empty(), from);
        walk.toTheEnd(() -> true);
        found(walk.broken());
        return state;
    }

    /** The newest place that a seal vouches for and that is still there; the beginning when there is none. */
    private Link start() {
        return seals.newest()
                .flatMap(Seals.Seal::link)
                .filter(link -> store.at(link.seq()).filter(there -> link.isAt(there.seq(), there.hash())).isPresent())
                .orElse(Link.START);
    }

    /** The file names an entry that is another one now, or is gone. */
    private Optional<Break> moved(Optional<Anchor.Proof> proof) {
        return proof.map(Anchor.Proof::link)
                .filter(link -> link.seq() > 0 && store.at(link.seq()).filter(there -> link.isAt(there.seq(), there.hash())).isEmpty())
                .map(link -> Break.rewritten(link.seq()));
    }

    private Optional<Anchor.Proof> outside() {
        try {
            return anchor.isPresent() ? anchor.get().read() : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the proof of the audit log outside the database cannot be read: " + e, e);
        }
    }

    private void keepOutside(Optional<Anchor.Proof> before, Link link, boolean sealedBefore) {
        if (anchor.isEmpty() || state.broken().isPresent()) {
            return;
        }
        if (before.isEmpty() && sealedBefore) {
            LOG.warn("there was no proof of the audit log outside the database, or another key made it; {} proves it from entry {} on", anchor.get(), link.seq());
        }
        try {
            anchor.get().write(new Anchor.Proof(before.map(Anchor.Proof::since).orElse(link.seq()), link));
        } catch (IOException e) {
            throw new UncheckedIOException("the proof of the audit log cannot be written to " + anchor.get() + ": " + e, e);
        }
    }

    private void found(Optional<Break> broken) {
        if (broken.isPresent() && state.broken().isEmpty()) {
            state = state.broken(broken);
        }
        tell(broken);
    }

    /** Once for each finding; again when it could not be recorded. */
    private synchronized void tell(Optional<Break> broken) {
        if (broken.isEmpty() || told) {
            return;
        }
        LOG.error("{}. Nothing was changed; compare with a backup, and treat what happened since that entry as unproven.", broken.get().what());
        try {
            audit.append(new AuditEntry(Optional.empty(), Optional.empty(), "audit_chain_broken", Map.of("entry", broken.get().seq()), broken.get().what(),
                    Optional.empty(), Optional.empty(), Optional.empty()));
            told = true;
        } catch (RuntimeException e) {
            LOG.error("that the audit log is broken could not be recorded in it: {}", e.getClass().getSimpleName());
        }
    }
}
