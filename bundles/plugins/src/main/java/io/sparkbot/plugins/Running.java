package io.sparkbot.plugins;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.Bundle;

/** The bundles of the skills folder that are installed now, by name. Changed on the {@link Line}, read by anybody. */
final class Running {

    private final Map<String, Installed> byName = new ConcurrentSkipListMap<>();

    /** A bundle and the jar it came from. */
    record Installed(Bundle bundle, BundleJar jar) {}

    Optional<Installed> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    void put(Installed installed) {
        byName.put(installed.jar().name(), installed);
    }

    void remove(String name) {
        byName.remove(name);
    }

    Map<String, Installed> all() {
        return new TreeMap<>(byName);
    }
}
