package io.sparkbot.guardian.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the chain.
 *
 * @param broken the first place where it is not what it was
 * @param sealed number of the newest entry that was found well and sealed
 * @param whole when the whole chain was last gone along; empty when that has not ended yet
 * @param otherKey number of the newest entry that an earlier key sealed; 0 when there is none
 * @param trouble why the chain cannot be looked at now; empty when it can
 */
record ChainState(Optional<Break> broken, long sealed, Optional<Instant> whole, long otherKey, String trouble) {

    static final ChainState UNKNOWN = new ChainState(Optional.empty(), 0, Optional.empty(), 0, "");

    ChainState sealed(long seq) {
        return new ChainState(broken, seq, whole, otherKey, trouble);
    }

    ChainState broken(Optional<Break> found) {
        return new ChainState(found, sealed, whole, otherKey, trouble);
    }

    ChainState trouble(String why) {
        return new ChainState(broken, sealed, whole, otherKey, why);
    }

    ChainState whole(Optional<Break> found, Instant when, long foreign) {
        return new ChainState(found, sealed, Optional.of(when), foreign, "");
    }
}
