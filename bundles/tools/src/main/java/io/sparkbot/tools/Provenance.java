package io.sparkbot.tools;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * Tells the product's own bundles from skills. A bundle is built-in when the launcher installed it from a file of the product; whatever
 * lies in the folders that skills are put into, came by another way, or says itself that it is a skill, is a skill.
 */
final class Provenance {

    private static final String SKILL_NAMES = "io.sparkbot.skill.";
    private static final String SKILL_CAPABILITY = "io.sparkbot.skill";

    private final List<Path> foreign;

    /**
     * @param home home folder; what people bring lies in {@code skills}, {@code work} and {@code cache} below it
     * @param skills the watched folder
     */
    Provenance(Optional<Path> home, Optional<Path> skills) {
        List<Path> folders = new ArrayList<>();
        home.ifPresent(h -> List.of("skills", "work", "cache").forEach(name -> folders.add(h.resolve(name))));
        skills.ifPresent(folders::add);
        foreign = folders.stream().map(f -> f.toAbsolutePath().normalize()).toList();
    }

    boolean isBuiltin(Bundle bundle) {
        String capabilities = bundle.getHeaders("").get("Provide-Capability");
        return isBuiltin(
                String.valueOf(bundle.getSymbolicName()), bundle.getLocation(), capabilities != null && capabilities.contains(SKILL_CAPABILITY));
    }

    boolean isBuiltin(String symbolicName, String location, boolean saysItIsASkill) {
        if (saysItIsASkill || symbolicName.startsWith(SKILL_NAMES) || !symbolicName.startsWith("io.sparkbot.")) {
            return false;
        }
        return file(location).filter(f -> foreign.stream().noneMatch(f::startsWith)).isPresent();
    }

    private static Optional<Path> file(String location) {
        String url = location.startsWith("reference:") ? location.substring("reference:".length()) : location;
        try {
            return url.startsWith("file:") ? Optional.of(Path.of(URI.create(url)).normalize()) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
