package io.sparkbot.launcher;

import io.sparkbot.launcher.home.StartFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The unpacked product: {@code lib}, {@code bundle/LEVEL}, {@code pg}, {@code etc}.
 *
 * @param version of the product, as built
 */
record Distribution(Path folder, String version) {
    static Distribution locate(@Nullable Path given) throws StartFailure {
        Path folder = given != null
                ? given.toAbsolutePath()
                : Path.of(URI.create(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toString()))
                        .resolveSibling("..")
                        .normalize();
        if (!Files.isDirectory(folder.resolve("bundle"))) {
            throw new StartFailure("no folder \"bundle\" in " + folder + ": this is no unpacked Sparkbot distribution");
        }
        return new Distribution(folder, productVersion());
    }

    static String productVersion() {
        return Optional.ofNullable(Distribution.class.getPackage().getImplementationVersion()).orElse("development");
    }

    Path bundles() {
        return folder.resolve("bundle");
    }

    Path serverJars() {
        return folder.resolve("pg");
    }

    Path logSettings() {
        return folder.resolve("etc").resolve("logback.xml");
    }
}
