package io.sparkbot.guardian.audit;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import io.sparkbot.api.secret.Sealer;

/** Proofs of how far the chain had come, made with the key of the installation and kept beside the chain. */
final class Seals {

    private static final String CONTEXT = "guardian.audit/seal";

    private final ChainStore store;
    private final Sealer sealer;

    Seals(ChainStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /**
     * A seal in the database.
     *
     * @param link what it proves; empty when it was not made with our key
     */
    record Seal(long seq, Optional<Link> link) {}

    void add(Link link) {
        store.seal(link.seq(), sealer.seal(ByteBuffer.allocate(Long.BYTES + link.hash().length).putLong(link.seq()).put(link.hash()).array(), CONTEXT));
    }

    List<Seal> between(long after, long upTo) {
        return store.seals(after, upTo).stream().map(this::opened).toList();
    }

    Optional<Seal> newest() {
        return store.newestSeal().map(this::opened);
    }

    private Seal opened(ChainStore.SealRow row) {
        try {
            ByteBuffer plain = ByteBuffer.wrap(sealer.open(row.sealed(), CONTEXT));
            long seq = plain.getLong();
            byte[] hash = new byte[plain.remaining()];
            plain.get(hash);
            return new Seal(row.seq(), Optional.of(new Link(seq, hash)).filter(link -> link.seq() == row.seq()));
        } catch (IllegalArgumentException notOurs) {
            return new Seal(row.seq(), Optional.empty());
        }
    }
}
