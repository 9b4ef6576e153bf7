package io.sparkbot.guardian.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Goes along the chain in portions and compares every entry with what it says itself, with the one before it and with the seals; at the end,
 * the end with what is known of it. It goes on behind a break, so that it always gets to the end.
 */
final class ChainWalk {

    static final int PORTION = 500;

    private final ChainStore store;
    private final Seals seals;
    private final Optional<Anchor.Proof> anchor;
    private Link last;
    private Optional<Break> broken = Optional.empty();
    private long newestForeign;

    /** @param from taken for granted */
    ChainWalk(ChainStore store, Seals seals, Optional<Anchor.Proof> anchor, Link from) {
        this.store = store;
        this.seals = seals;
        this.anchor = anchor;
        this.last = from;
    }

    /**
     * @param between asked after each portion whether to go on
     * @return whether it got to the end
     */
    boolean toTheEnd(BooleanSupplier between) {
        do {
            while (portion()) {
                if (!between.getAsBoolean()) {
                    return false;
                }
            }
        } while (!ended());
        return true;
    }

    Link last() {
        return last;
    }

    Optional<Break> broken() {
        return broken;
    }

    /** The newest seal that another key made; 0 when all are ours. */
    long newestForeign() {
        return newestForeign;
    }

    private boolean portion() {
        List<ChainStore.Row> rows = store.after(last.seq(), PORTION);
        if (rows.isEmpty()) {
            return false;
        }
        long before = last.seq();
        Map<Long, Link> seen = new HashMap<>();
        for (ChainStore.Row row : rows) {
            if (!row.follows(last)) {
                found(Break.unfit(row.link().seq()));
            }
            last = row.link();
            seen.put(last.seq(), last);
        }
        seals.between(before, last.seq()).forEach(seal -> compare(seal, Optional.ofNullable(seen.get(seal.seq()))));
        anchor.map(Anchor.Proof::link)
                .filter(link -> link.seq() > before && link.seq() <= last.seq())
                .filter(link -> !matches(link, Optional.ofNullable(seen.get(link.seq()))))
                .ifPresent(link -> found(Break.rewritten(link.seq())));
        return true;
    }

    private void compare(Seals.Seal seal, Optional<Link> there) {
        if (seal.link().isEmpty()) {
            foreign(seal.seq());
        } else if (!matches(seal.link().get(), there)) {
            found(Break.rewritten(seal.seq()));
        }
    }

    /** Where our key has sealed before, a seal of another one is a forgery; else the key of the installation was replaced. */
    private void foreign(long seq) {
        newestForeign = Math.max(newestForeign, seq);
        if (anchor.filter(proof -> seq > proof.since()).isPresent()) {
            found(Break.forged(seq));
        }
    }

    private static boolean matches(Link proven, Optional<Link> there) {
        return there.filter(link -> proven.isAt(link.seq(), link.hash())).isPresent();
    }

    /** Whether the chain ends here; what is known to be behind has been written meanwhile, or was cut off. */
    private boolean ended() {
        ChainStore.Ends ends = store.ends();
        long proven = Math.max(Math.max(ends.head().seq(), ends.seal()), anchor.map(proof -> proof.link().seq()).orElse(0L));
        if (proven > last.seq()) {
            if (!store.after(last.seq(), 1).isEmpty()) {
                return false;
            }
            found(Break.cut(last.seq(), proven));
        } else if (!ends.head().isAt(last.seq(), last.hash())) {
            found(Break.head(last.seq()));
        }
        return true;
    }

    private void found(Break one) {
        if (broken.isEmpty() || broken.get().seq() > one.seq()) {
            broken = Optional.of(one);
        }
    }
}
