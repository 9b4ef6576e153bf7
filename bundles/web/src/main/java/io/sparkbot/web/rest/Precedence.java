package io.sparkbot.web.rest;

import java.util.Comparator;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Which bundle answers where several offer the same address: the one on the lower start level, so that a plugin cannot put itself before a
 * built-in route; among versions of one bundle the highest.
 */
record Precedence(int level, String name, Version version, long id) implements Comparable<Precedence> {

    private static final Comparator<Precedence> ORDER = Comparator.comparingInt(Precedence::level)
            .thenComparing(Precedence::name)
            .thenComparing(Precedence::version, Comparator.reverseOrder())
            .thenComparing(Precedence::id, Comparator.reverseOrder());

    static Precedence of(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return new Precedence(
                level == null ? Integer.MAX_VALUE : level.getStartLevel(),
                String.valueOf(bundle.getSymbolicName()),
                bundle.getVersion(),
                bundle.getBundleId());
    }

    @Override
    public int compareTo(Precedence other) {
        return ORDER.compare(this, other);
    }
}
