package io.sparkbot.web;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A real framework with the HTTP server, Jersey and this bundle in it, on a free port. */
public final class Frame implements AutoCloseable {

    private static final List<String> GROUND = List.of(
            "lib.logging", "lib.jooq", "api", "jspecify", "org.osgi.service.component", "org.osgi.util.promise", "org.osgi.util.function",
            "org.apache.felix.scr", "org.apache.felix.configadmin", "org.apache.felix.http.servlet-api", "org.apache.felix.http.jetty12",
            "commons-fileupload", "commons-io", "jersey-common", "jersey-server", "jersey-client", "jersey-container-servlet",
            "jersey-container-servlet-core", "jersey-hk2", "jersey-media-sse", "hk2-api", "hk2-locator", "hk2-utils",
            "aopalliance-repackaged", "osgi-resource-locator", "javassist", "jakarta.ws.rs-api", "jakarta.annotation-api",
            "jakarta.inject-api", "jakarta.validation-api", "jakarta.xml.bind-api", "jakarta.activation-api", "jackson-core",
            "jackson-databind", "jackson-annotations", "jackson-jakarta-rs-base", "jackson-jakarta-rs-json-provider",
            "jackson-datatype-jdk8", "jackson-datatype-jsr310");

    private final Framework framework;
    private final Path storage;
    private final int port;

    public Frame(Map<String, String> properties) throws Exception {
        storage = Files.createTempDirectory("frame");
        port = freePort();
        Map<String, String> config = new HashMap<>(Map.of(
                Constants.FRAMEWORK_STORAGE, storage.toString(),
                Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100",
                "org.osgi.service.http.port", String.valueOf(port),
                "org.apache.felix.http.host", "127.0.0.1",
                "org.apache.felix.http.jetty.virtualthreads.enable", "true",
                "org.apache.felix.jetty.websocket.enable", "true",
                "sparkbot.host", "127.0.0.1"));
        config.putAll(properties);
        System.setProperty("logback.configurationFile", Path.of("src/test/resources/logback-test.xml").toAbsolutePath().toString());
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        framework = new FrameworkFactory().newFramework(config);
        framework.init();
        List<Bundle> bundles = new ArrayList<>();
        for (String name : GROUND) {
            bundles.add(framework.getBundleContext().installBundle("reference:" + jar(name).toUri()));
        }
        bundles.add(framework.getBundleContext().installBundle("reference:" + Path.of("target/classes").toAbsolutePath().toUri()));
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        framework.start();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public int port() {
        return port;
    }

    public Framework framework() {
        return framework;
    }

    /** Installs and starts a bundle made by {@link FixtureJar}. */
    public Bundle deploy(Path jar) throws BundleException {
        Bundle bundle = framework.getBundleContext().installBundle("reference:" + jar.toUri());
        bundle.start();
        return bundle;
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(20_000);
        try (var files = Files.walk(storage)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** The jar or classes folder of an artifact on the test class path. */
    private static Path jar(String artifact) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> isArtifact(path, artifact))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(artifact + " is not on the test class path"));
    }

    private static boolean isArtifact(Path path, String artifact) {
        String file = path.getFileName().toString();
        return file.equals("classes")
                ? path.getNameCount() > 3 && path.getName(path.getNameCount() - 3).toString().equals(artifact)
                : file.matches(java.util.regex.Pattern.quote(artifact) + "-\\d.*\\.jar");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
