package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.distribution.DeclaredLicences;
import io.sparkbot.distribution.Library;
import io.sparkbot.distribution.ProductLibraries;
import io.sparkbot.testkit.Api;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What of others is in the product is listed in {@code docs/libraries.md}, under a licence its makers really give. */
class LicencesTest {

    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "MIT-0", "EPL-2.0", "EDL-1.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD");
    private static final Set<String> ALLOWED_IN_THE_BROWSER =
            Set.of("Apache-2.0", "MIT", "ISC", "OFL-1.1", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Unlicense");
    /** What the package itself says where the lock file says nothing (khroma ships its licence as a file) or leaves a choice. */
    private static final Map<String, String> READ_IN_THE_PACKAGE =
            Map.of("node_modules/khroma", "MIT", "node_modules/dompurify", "Apache-2.0");
    private static final Path REPOSITORY = Path.of(System.getProperty("exam.repository"));

    private static ProductLibraries libraries;

    @BeforeAll
    static void look() throws IOException {
        libraries = ProductLibraries.read(
                Path.of(System.getProperty("exam.distribution")), Path.of(System.getProperty("exam.docs"), "libraries.md"), REPOSITORY);
    }

    @Test
    void every_jar_and_every_class_of_others_belongs_to_a_library_of_the_table() {
        assertEquals(List.of(), libraries.unlisted(), "add a row to docs/libraries.md, or take it out of the product");
        List<String> names = libraries.found().stream().map(Library::artifact).toList();
        assertTrue(names.containsAll(List.of("jersey-server", "jooq", "logback-classic", "picocli", "bcprov-jdk18on", "HikariCP", "xz")), names::toString);
    }

    @Test
    void every_licence_we_name_is_one_we_may_use_and_one_its_makers_declare() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Library library : libraries.found()) {
            if (!ALLOWED.contains(library.licence())) {
                wrong.add(library.name() + " is listed under " + library.licence() + ", which is not one of " + ALLOWED);
            }
            Set<String> declared = DeclaredLicences.of(library, REPOSITORY);
            if (!declared.contains(library.licence())) {
                wrong.add(library.name() + " is listed under " + library.licence() + ", its pom and manifest say " + declared);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void every_package_that_reaches_the_browser_has_a_permissive_licence() throws IOException {
        JsonNode lock = Api.JSON.readTree(Files.readString(Path.of(System.getProperty("exam.webapp"), "package-lock.json")));
        List<String> wrong = new ArrayList<>();
        lock.get("packages").properties().forEach(entry -> {
            boolean own = entry.getKey().isEmpty();
            boolean onlyForTheBuild = entry.getValue().path("dev").asBoolean();
            String licence = READ_IN_THE_PACKAGE.getOrDefault(entry.getKey(), entry.getValue().path("license").asText("none"));
            if (!own && !onlyForTheBuild && !ALLOWED_IN_THE_BROWSER.contains(licence)) {
                wrong.add(entry.getKey() + ": " + licence);
            }
        });
        assertEquals(List.of(), wrong);
    }
}
