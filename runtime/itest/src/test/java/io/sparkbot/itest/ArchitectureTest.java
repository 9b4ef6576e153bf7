package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads every shipped class of ours and holds it against the floors of docs/architecture.md. */
class ArchitectureTest {

    private static final List<String> GROUND =
            List.of("config", "store", "web", "identity", "egress", "llm", "tools", "plugins", "commands", "documents");
    private static final List<String> CONVERSATION = List.of("rooms", "turns", "uploads", "notices");

    /** Class name to bundle name, for example {@code io.sparkbot.rooms.Page} to {@code rooms}. */
    private static final Map<String, String> BUNDLE_OF = new HashMap<>();

    private static final Map<String, JavaClass> CLASSES = new HashMap<>();

    @BeforeAll
    static void read_the_shipped_bundles() throws IOException {
        try (var files = Files.walk(Path.of(System.getProperty("exam.bundles")))) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                read(jar);
            }
        }
        assertTrue(BUNDLE_OF.containsValue("rooms"), "no shipped bundles found");
    }

    private static void read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String symbolicName = file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
            if (symbolicName == null || !symbolicName.startsWith("io.sparkbot.") || symbolicName.contains(".lib.")) {
                return;
            }
            String bundle = symbolicName.substring("io.sparkbot.".length()).replaceFirst(";.*", "");
            for (JavaClass type : new ClassFileImporter().importLocations(List.of(Location.of(jar.toUri().toURL())))) {
                if (type.getName().startsWith("io.sparkbot.")) {
                    BUNDLE_OF.put(type.getName(), bundle);
                    CLASSES.put(type.getName(), type);
                }
            }
        }
    }

    private static int floor(String bundle) {
        if (bundle.equals("api")) {
            return 1;
        }
        if (GROUND.contains(bundle)) {
            return 2;
        }
        if (CONVERSATION.contains(bundle)) {
            return 3;
        }
        return bundle.startsWith("guardian.") ? 4 : 5;
    }

    @Test
    void a_bundle_uses_only_floors_below_its_own() {
        var wrong = new TreeSet<String>();
        CLASSES.values().forEach(type -> type.getDirectDependenciesFromSelf().forEach(dependency -> {
            String from = BUNDLE_OF.get(type.getName());
            String to = BUNDLE_OF.get(dependency.getTargetClass().getName());
            if (to != null && !to.equals(from) && floor(to) >= floor(from)) {
                wrong.add(from + " -> " + to + ": " + type.getName() + " uses " + dependency.getTargetClass().getName());
            }
        }));
        assertEquals(new TreeSet<String>(), wrong);
    }

    @Test
    void the_contracts_name_no_third_party_type_but_jooq_in_the_store_package() {
        var wrong = new TreeSet<String>();
        CLASSES.values().stream()
                .filter(type -> "api".equals(BUNDLE_OF.get(type.getName())))
                .forEach(type -> type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String target = dependency.getTargetClass().getBaseComponentType().getName();
                    boolean known = target.startsWith("java.")
                            || target.startsWith("io.sparkbot.api.")
                            || target.startsWith("org.jspecify.")
                            || target.startsWith("org.osgi.")
                            || dependency.getTargetClass().getBaseComponentType().isPrimitive()
                            || (target.startsWith("org.jooq.") && type.getPackageName().equals("io.sparkbot.api.store"));
                    if (!known) {
                        wrong.add(type.getName() + " uses " + target);
                    }
                }));
        assertEquals(new TreeSet<String>(), wrong);
    }

    @Test
    void only_the_gate_calls_a_tool() {
        var callers = new TreeSet<String>();
        CLASSES.values().forEach(type -> type.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().getName().equals("io.sparkbot.api.tool.Tool")
                        && call.getTarget().getName().equals("call"))
                .forEach(call -> callers.add(BUNDLE_OF.get(type.getName()))));
        assertEquals(new TreeSet<>(List.of("tools")), callers);
    }

    @Test
    void no_package_is_called_util_or_common_and_no_class_is_a_manager() {
        for (JavaClass type : CLASSES.values()) {
            assertFalse(
                    type.getPackageName().matches(".*\\.(util|utils|common|helper|helpers|misc)(\\..*)?"),
                    () -> "badly named package " + type.getPackageName());
            assertFalse(
                    type.getSimpleName().matches(".*(Util|Utils|Helper|Manager)"),
                    () -> "badly named class " + type.getName());
        }
    }

    @Test
    void every_bundle_is_built_before_the_product_is_assembled() throws IOException {
        Path repository = Path.of(System.getProperty("exam.docs")).resolveSibling("");
        String assembled = Files.readString(repository.resolve("runtime/distribution/pom.xml"));
        try (var modules = Stream.concat(Files.list(repository.resolve("bundles")), Files.list(repository.resolve("skills-bundles")))) {
            List<String> forgotten = modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .map(module -> module.getFileName().toString())
                    .filter(name -> !assembled.contains("<artifactId>" + name + "</artifactId>"))
                    .toList();
            assertEquals(List.of(), forgotten, "a build on several threads may assemble the product without these: name them in runtime/distribution/pom.xml");
        }
    }

    @Test
    void a_class_lives_in_the_package_of_its_bundle() {
        BUNDLE_OF.forEach((type, bundle) -> assertTrue(
                type.startsWith("io.sparkbot." + bundle + ".") || bundle.startsWith("skills."),
                () -> type + " is in bundle " + bundle));
    }
}
