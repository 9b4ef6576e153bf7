package io.sparkbot.rooms;

import java.util.UUID;

/** The order of identifiers. */
final class Ids {

    private Ids() {}

    /** As the database orders identifiers; {@link UUID#compareTo} takes their halves for signed numbers. */
    static boolean isBefore(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high < 0 || high == 0 && Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits()) < 0;
    }
}
