package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/features.md} against the tags of all tests, so that the page cannot promise what nothing shows. */
class FeaturesTest {

    private static final Path PAGE = Path.of(System.getProperty("exam.docs"), "features.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (F-\\d{3}) \\| ([^|]+) \\| ([^|]+) \\| ([^|]*)\\|$");
    private static final Pattern JAVA_TAG = Pattern.compile("@Tag\\(\"(F-[^\"]*)\"\\)");
    private static final Pattern BROWSER_TAG = Pattern.compile("\\btest[.\\w]*\\([\"'`][^\\n]*");
    private static final Pattern TITLE_TAG = Pattern.compile("@(F-\\w+)");
    private static final Set<String> STATES = Set.of("works", "partly", "not yet");
    private static final Set<String> ELSEWHERE = Set.of("target", "node_modules", "dist", ".git");

    private static final Map<String, Row> rows = new TreeMap<>();
    /** The names of the test files that carry an id. */
    private static final Map<String, Set<String>> shown = new TreeMap<>();

    private record Row(String state, Set<String> shownBy) {}

    @BeforeAll
    static void read() throws IOException {
        Path repository = PAGE.resolve("../..").normalize();
        for (String folder : List.of("bundles", "skills-bundles", "runtime", "webapp", "codegen")) {
            Files.walkFileTree(repository.resolve(folder), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                    return ELSEWHERE.contains(entered.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    look(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        if (Boolean.getBoolean("exam.features.write")) {
            write();
        }
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            Set<String> tests = new TreeSet<>(List.of(row.group(4).strip().split(",\\s*")));
            tests.remove("");
            assertFalse(rows.containsKey(row.group(1)), row.group(1) + " has two rows");
            rows.put(row.group(1), new Row(row.group(3).strip(), tests));
        }
    }

    private static void look(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".java") && file.toString().contains("/src/test/")) {
            Matcher tag = JAVA_TAG.matcher(Files.readString(file));
            while (tag.find()) {
                shown.computeIfAbsent(tag.group(1), id -> new TreeSet<>()).add(name.replace(".java", ""));
            }
        } else if (name.matches(".*\\.(spec|test)\\.tsx?")) {
            Matcher title = BROWSER_TAG.matcher(Files.readString(file));
            while (title.find()) {
                Matcher tag = TITLE_TAG.matcher(title.group());
                while (tag.find()) {
                    shown.computeIfAbsent(tag.group(1), id -> new TreeSet<>()).add(name);
                }
            }
        }
    }

    private static void write() throws IOException {
        String page = ROW.matcher(Files.readString(PAGE)).replaceAll(row -> {
            String tests = String.join(", ", shown.getOrDefault(row.group(1), Set.of()));
            return Matcher.quoteReplacement("| " + row.group(1) + " | " + row.group(2) + " | " + row.group(3) + " | " + tests + (tests.isEmpty() ? "|" : " |"));
        });
        Files.writeString(PAGE, page);
    }

    @Test
    void the_page_has_its_rows_and_every_row_a_state() {
        assertTrue(rows.size() > 100, () -> "only " + rows.size() + " rows are read");
        rows.forEach((id, row) -> assertTrue(STATES.contains(row.state()), () -> id + " has the state \"" + row.state() + "\", not one of " + STATES));
    }

    @Test
    void what_works_is_shown_by_a_test() {
        List<String> promised = rows.entrySet().stream()
                .filter(row -> row.getValue().state().equals("works") && !shown.containsKey(row.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        assertEquals(List.of(), promised, "these rows say \"works\" and no test carries their id");
    }

    @Test
    void every_tag_names_a_row() {
        Map<String, Set<String>> strange = new TreeMap<>(shown);
        strange.keySet().removeAll(rows.keySet());
        assertEquals(Map.of(), strange, "these tests carry an id that has no row in docs/features.md");
    }

    @Test
    void every_test_that_a_row_names_carries_its_id() {
        List<String> wrong = new ArrayList<>();
        rows.forEach((id, row) -> {
            Set<String> missing = row.shownBy().stream()
                    .filter(test -> !shown.getOrDefault(id, Set.of()).contains(test))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!missing.isEmpty()) {
                wrong.add(id + " is not tagged in " + missing);
            }
        });
        assertEquals(List.of(), wrong, "write the last column anew: -Dexam.features.write=true");
    }
}
