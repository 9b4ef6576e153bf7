package io.sparkbot.testosgi;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Felix with declarative services, inside the test's own process. Packages named as shared come from the class path of the test, so that the
 * test can use the services of bundles by their types; the bundle that exports them in the product is not installed.
 */
public final class TestFramework implements AutoCloseable {

    private static final List<String> BASE = List.of("org.osgi.util.function", "org.osgi.util.promise", "org.osgi.service.component", "org.apache.felix.scr");

    private final Framework framework;
    private final Path cache;

    private TestFramework(Framework framework, Path cache) {
        this.framework = framework;
        this.cache = cache;
    }

    /**
     * @param properties framework properties
     * @param shared packages that bundles and test have in common, as in an Export-Package header ({@code org.slf4j;version=2.0.20}); one
     *     without a version has that of the bundle on the class path which exports it
     */
    public static TestFramework start(Map<String, String> properties, String... shared) throws BundleException, IOException {
        Path cache = Files.createTempDirectory("sparkbot-felix");
        Map<String, String> config = new HashMap<>(properties);
        config.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        config.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        config.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, Arrays.stream(shared).map(TestFramework::withVersion).collect(Collectors.joining(",")));
        Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(config);
        framework.start();
        TestFramework started = new TestFramework(framework, cache);
        for (String bundle : BASE) {
            started.install(bundle).start();
        }
        return started;
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs the bundle of this artifact from the class path of the test, whether it is a jar or a folder of classes with a manifest. */
    public Bundle install(String artifact) throws BundleException {
        return context().installBundle("reference:" + onClassPath(artifact).toUri());
    }

    /** Installs the module under test, which is not a jar yet while its tests run. */
    public Bundle installThisModule() throws BundleException {
        return context().installBundle("reference:" + Path.of("target/classes").toAbsolutePath().toUri());
    }

    public Bundle install(TestBundle bundle) throws BundleException, IOException {
        try (InputStream jar = bundle.jar()) {
            return context().installBundle("test:" + System.nanoTime(), jar);
        }
    }

    /** Waits for a service; fails with {@link AssertionError} when it does not come. */
    public <T> T service(Class<T> type, String filter, Duration limit) throws InterruptedException {
        ServiceTracker<T, T> tracker = tracker(type, filter); // stays open: some services die when their last user lets go
        T service = tracker.waitForService(limit.toMillis());
        if (service == null) {
            throw new AssertionError("no service " + type.getName() + " " + filter + " after " + limit.toMillis() + " ms");
        }
        return service;
    }

    public boolean hasService(Class<?> type, String filter) {
        try {
            return !context().getServiceReferences(type, filter.isEmpty() ? null : filter).isEmpty();
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private <T> ServiceTracker<T, T> tracker(Class<T> type, String filter) {
        try {
            ServiceTracker<T, T> tracker = new ServiceTracker<>(context(),
                    context().createFilter("(&(" + Constants.OBJECTCLASS + "=" + type.getName() + ")" + filter + ")"), null);
            tracker.open(true); // a service may also carry a type that the test's own class path holds in another copy
            return tracker;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String withVersion(String shared) {
        return shared.contains(";") ? shared : shared + ";version=" + exportedVersion(shared);
    }

    private static String exportedVersion(String name) {
        Pattern export = Pattern.compile("(?:^|,)" + Pattern.quote(name) + ";(?:[^,\"]|\"[^\"]*\")*?version=\"?([0-9.]+)");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .map(TestFramework::exports)
                .map(export::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bundle on the class path of this test exports " + name));
    }

    private static String exports(Path entry) {
        try {
            if (Files.isDirectory(entry)) {
                Path manifest = entry.resolve("META-INF/MANIFEST.MF");
                return Files.exists(manifest) ? exports(new Manifest(new ByteArrayInputStream(Files.readAllBytes(manifest)))) : "";
            }
            if (!entry.toString().endsWith(".jar") || Files.notExists(entry)) {
                return "";
            }
            try (JarFile jar = new JarFile(entry.toFile())) {
                return exports(jar.getManifest());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String exports(@Nullable Manifest manifest) {
        String header = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        return header == null ? "" : header;
    }

    private static Path onClassPath(String artifact) {
        String folder = File.separator + artifact + File.separator;
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(p -> p.matches(".*[/\\\\]" + Pattern.quote(artifact) + "-[0-9][^/\\\\]*\\.jar")
                        || p.endsWith(folder + "target" + File.separator + "classes"))
                .map(Path::of).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + artifact + " on the class path of this test"));
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
        try (Stream<Path> all = Files.walk(cache)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
