package io.sparkbot.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of others is really in the product: jar by jar, and class by class inside our own jars, held against the table of libraries. */
public final class ProductLibraries {
    private static final String OURS = "io/sparkbot/";
    private static final Pattern ROW = Pattern.compile("\\| ([^:| ]+):([^:| ]+) \\| ([^| ]+) \\| ([^| (]+)[^|]*\\|");

    private final Path product;
    private final List<Library> table;
    private final Map<String, Library> byClass = new HashMap<>();
    private final TreeSet<String> unlisted = new TreeSet<>();

    private ProductLibraries(Path product, List<Library> table) {
        this.product = product;
        this.table = table;
    }

    /**
     * @param product the assembled folder
     * @param page {@code docs/libraries.md}
     * @param repository the local Maven repository the product was built from
     */
    public static ProductLibraries read(Path product, Path page, Path repository) throws IOException {
        ProductLibraries libraries = new ProductLibraries(product, rows(Files.readString(page)));
        for (Library library : libraries.table) {
            if (Files.exists(library.jar(repository))) {
                classes(library.jar(repository)).forEach(name -> libraries.byClass.putIfAbsent(name, library));
            }
        }
        try (Stream<Path> all = Files.walk(product)) {
            for (Path jar : all.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                libraries.look(jar);
            }
        }
        return libraries;
    }

    /** The rows of the chapter on the product. */
    static List<Library> rows(String page) {
        String chapter = page.replaceFirst("(?s).*?\\n## In the product\\n", "").replaceFirst("(?s)\\n## .*", "");
        List<Library> rows = new ArrayList<>();
        Matcher row = ROW.matcher(chapter);
        while (row.find()) {
            rows.add(new Library(row.group(1), row.group(2), row.group(3), row.group(4)));
        }
        return rows;
    }

    private void look(Path jar) throws IOException {
        Path place = product.relativize(jar);
        Optional<Library> own = table.stream().filter(library -> library.isIn(jar.getFileName().toString())).findFirst();
        if (own.isPresent()) {
            own.get().jars().add(place);
        } else if (isOurs(jar)) {
            classes(jar).filter(name -> !name.startsWith(OURS)).forEach(name -> {
                Library library = byClass.get(name);
                if (library == null) {
                    unlisted.add(name.substring(0, Math.max(0, name.lastIndexOf('/'))) + " in " + place);
                } else {
                    library.jars().add(place);
                }
            });
            carried(jar).forEach(name -> table.stream()
                    .filter(library -> library.isIn(name))
                    .findFirst()
                    .ifPresentOrElse(library -> library.jars().add(place), () -> unlisted.add(name + " in " + place)));
        } else {
            unlisted.add(place.toString());
        }
    }

    private static boolean isOurs(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest() != null
                    && String.valueOf(file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName")).startsWith("io.sparkbot.");
        }
    }

    /** Names of the jars within a jar, which another process runs. */
    private static List<String> carried(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".jar"))
                    .map(name -> name.substring(name.lastIndexOf('/') + 1))
                    .toList();
        }
    }

    private static Stream<String> classes(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class") && !name.startsWith("META-INF/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    /** The libraries of the table that are in the product. */
    public List<Library> found() {
        return table.stream().filter(library -> !library.jars().isEmpty()).toList();
    }

    /** Jars and packages that no row of the table accounts for. */
    public List<String> unlisted() {
        return List.copyOf(unlisted);
    }
}
