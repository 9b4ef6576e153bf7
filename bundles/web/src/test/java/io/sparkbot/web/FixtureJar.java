package io.sparkbot.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes a bundle from one package of the test classes, or from loose files. */
public final class FixtureJar {

    private static final String IMPORTS = "io.sparkbot.api.web,io.sparkbot.api.person,io.sparkbot.api.store,io.sparkbot.api.health,jakarta.ws.rs,"
            + "jakarta.ws.rs.core,jakarta.ws.rs.sse,org.osgi.framework,org.jspecify.annotations,com.fasterxml.jackson.annotation,"
            + "com.fasterxml.jackson.databind,com.fasterxml.jackson.databind.node";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();

    public FixtureJar(String name, String version) {
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
    }

    public FixtureJar header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    public FixtureJar file(String path, byte[] content) {
        entries.put(path, content);
        return this;
    }

    /** All classes of the package in which {@code activator} lives; its name must be {@code Activator}. */
    public FixtureJar packageOf(Class<?> activator) throws IOException {
        header("Bundle-Activator", activator.getName());
        header("Import-Package", IMPORTS);
        String folder = activator.getPackageName().replace('.', '/');
        try (var files = Files.list(Path.of("target/test-classes", folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                file(folder + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return this;
    }

    public Path writeTo(Path folder) throws IOException {
        Attributes main = manifest.getMainAttributes();
        Path jar = folder.resolve(main.getValue("Bundle-SymbolicName") + "-" + main.getValue("Bundle-Version") + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new JarEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return jar;
    }
}
