package io.sparkbot.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The licences that a library's own pom, the pom above it, or its manifest names, as SPDX identifiers. */
public final class DeclaredLicences {
    private static final Pattern LICENCE = Pattern.compile("(?s)<license>(.*?)</license>");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>(.*?)</parent>");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("AGPL-3.0", "(?i)affero|agpl"),
            Map.entry("LGPL-2.1", "(?i)lesser general|lgpl"),
            Map.entry("GPL-2.0", "(?i)(?<!lesser )(?<!affero )general public|(?<![al])gpl|gnu\\.org/software/classpath"),
            Map.entry("FSL-1.1", "(?i)functional source|\\bfsl"),
            Map.entry("BUSL-1.1", "(?i)business source|\\bbusl"),
            Map.entry("SSPL-1.0", "(?i)server side public|sspl"),
            Map.entry("Apache-2.0", "(?i)apache"),
            Map.entry("EPL-2.0", "(?i)epl[- ]?v?2|eclipse public license.{0,6}2|epl-2\\.0"),
            Map.entry("EDL-1.0", "(?i)\\bedl\\b|edl-v10|eclipse distribution"),
            Map.entry("MIT-0", "(?i)mit-0"),
            Map.entry("MIT", "(?i)\\bmit\\b(?!-0)|bouncy ?castle licence"),
            Map.entry("0BSD", "(?i)0bsd"),
            Map.entry("BSD-2-Clause", "(?i)bsd[- ]2|bsd-2-clause"),
            Map.entry("BSD-3-Clause", "(?i)bsd[- ]3|bsd-3-clause|the bsd license"));

    private DeclaredLicences() {}

    /** Empty when nothing that is known is declared anywhere. */
    public static Set<String> of(Library library, Path repository) throws IOException {
        Set<String> found = new TreeSet<>();
        Optional<Path> pom = Optional.of(library.pom(repository)).filter(Files::exists);
        while (found.isEmpty() && pom.isPresent()) {
            String text = Files.readString(pom.get());
            Matcher licence = LICENCE.matcher(text);
            while (licence.find()) {
                found.addAll(identifiers(licence.group(1)));
            }
            pom = parent(text, repository).filter(Files::exists);
        }
        if (found.isEmpty() && Files.exists(library.jar(repository))) {
            found.addAll(identifiers(manifest(library.jar(repository))));
        }
        return found;
    }

    static Set<String> identifiers(String words) {
        Set<String> found = new TreeSet<>();
        WORDS.forEach((identifier, pattern) -> {
            if (Pattern.compile(pattern).matcher(words).find()) {
                found.add(identifier);
            }
        });
        return found;
    }

    private static Optional<Path> parent(String pom, Path repository) {
        Matcher parent = PARENT.matcher(pom);
        return parent.find()
                ? Optional.of(new Library(value(parent.group(1), "groupId"), value(parent.group(1), "artifactId"), value(parent.group(1), "version"), "")
                        .pom(repository))
                : Optional.empty();
    }

    private static String value(String xml, String name) {
        Matcher value = Pattern.compile("<" + name + ">\\s*([^<\\s]+)\\s*</").matcher(xml);
        return value.find() ? value.group(1) : "";
    }

    private static String manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest() == null ? "" : String.valueOf(file.getManifest().getMainAttributes().getValue("Bundle-License"));
        }
    }
}
