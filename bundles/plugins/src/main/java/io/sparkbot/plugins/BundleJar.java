package io.sparkbot.plugins;

import java.nio.file.Path;
import org.osgi.framework.Version;

/**
 * A jar that was looked at and is a bundle.
 *
 * @param path our own copy, which nobody else changes
 * @param sha256 of the whole file, hexadecimal
 * @param name symbolic name
 * @param signed whether a trusted certificate vouches for every entry
 * @param verifiedMicros how long looking at it took, in microseconds
 */
record BundleJar(Path path, String sha256, String name, Version version, boolean signed, long verifiedMicros) {

    BundleJar at(Path other) {
        return new BundleJar(other, sha256, name, version, signed, verifiedMicros);
    }
}
