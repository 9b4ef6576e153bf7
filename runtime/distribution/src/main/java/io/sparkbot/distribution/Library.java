package io.sparkbot.distribution;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A library that is in the product, as the table of libraries has it.
 *
 * @param licence the SPDX identifier we take it under
 * @param jars where in the product it lies, a jar of its own or ours that holds its classes
 */
public record Library(String group, String artifact, String version, String licence, Set<Path> jars) {

    Library(String group, String artifact, String version, String licence) {
        this(group, artifact, version, licence, new TreeSet<>());
    }

    public String name() {
        return group + ":" + artifact + ":" + version;
    }

    Path jar(Path repository) {
        return file(repository, ".jar");
    }

    Path pom(Path repository) {
        return file(repository, ".pom");
    }

    private Path file(Path repository, String ending) {
        return repository.resolve(group.replace('.', '/')).resolve(artifact).resolve(version).resolve(artifact + "-" + version + ending);
    }

    /** Whether this is the library's own jar, with a classifier or without. */
    boolean isIn(String fileName) {
        String begin = artifact + "-" + version;
        return fileName.equals(begin + ".jar") || fileName.startsWith(begin + "-") && fileName.endsWith(".jar");
    }
}
