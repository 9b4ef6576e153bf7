package io.sparkbot.web.rest;

import java.util.Comparator;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Which bundle answers where several offer the same address: the one on the lower start level, so that a plugin cannot put itself before a
 * built-in route; among versions of one bundle the one installed first, until it drains.
 */
record Precedence(int level, String name, long id) implements Comparable<Precedence> {

    private static final Comparator<Precedence> ORDER = Comparator.comparingInt(Precedence::level)
            .thenComparing(Precedence::name)
            .thenComparingLong(Precedence::id);

    static Precedence of(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return new Precedence(
                level == null ? Integer.MAX_VALUE : level.getStartLevel(),
                String.valueOf(bundle.getSymbolicName()),
                bundle.getBundleId());
    }

    @Override
    public int compareTo(Precedence other) {
        return ORDER.compare(this, other);
    }
}
