package io.sparkbot.testosgi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;

/** A bundle made on the spot, by the same tool and with the same defaults as the real ones. */
public final class TestBundle {

    private final Builder builder = new Builder();
    private final Map<String, String> files = new LinkedHashMap<>();

    private TestBundle(String symbolicName, String version) {
        builder.set("Bundle-SymbolicName", symbolicName);
        builder.set("Bundle-Version", version);
        builder.set("-noextraheaders", "true");
        builder.set("-resourceonly", "true");
        builder.set("Import-Package", "!org.jspecify.*, *");
    }

    public static TestBundle named(String symbolicName, String version) {
        return new TestBundle(symbolicName, version);
    }

    public TestBundle header(String name, String value) {
        builder.set(name, value);
        return this;
    }

    /** Takes the classes of this type's package (component and metatype descriptions are made of their annotations). */
    public TestBundle packageOf(Class<?> type) {
        try {
            builder.addClasspath(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        builder.set("-privatepackage", type.getPackageName());
        return this;
    }

    public TestBundle file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** @throws IllegalStateException naming what is wrong with it */
    public InputStream jar() {
        try (builder; Jar jar = builder.build()) {
            if (!builder.isOk()) {
                throw new IllegalStateException(String.join("; ", builder.getErrors()));
            }
            files.forEach((path, text) -> jar.putResource(path, new EmbeddedResource(text.getBytes(StandardCharsets.UTF_8), 0)));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            jar.write(out);
            return new ByteArrayInputStream(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
