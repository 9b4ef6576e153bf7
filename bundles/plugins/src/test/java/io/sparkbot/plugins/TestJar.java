package io.sparkbot.plugins;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds bundles: real jars with compiled classes, a manifest and component descriptions. */
final class TestJar {

    private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> components = new ArrayList<>();

    private TestJar(String name, String version) {
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", name);
        headers.put("Bundle-Version", version);
    }

    static TestJar bundle(String name, String version) {
        return new TestJar(name, version);
    }

    /** A skill with one tool of the given name that answers with the text; {@code wait} makes it wait for {@link ToolGate#hold}. */
    static TestJar skill(String name, String version, String tool, String answer) {
        return skill(name, version, tool, "return ToolResult.ok(\"" + answer + "\");", "", "");
    }

    /**
     * @param body of the call
     * @param constructor body of the constructor
     * @param more classes beside it
     */
    static TestJar skill(String name, String version, String tool, String body, String constructor, String more) {
        return bundle(name, version)
                .header("Import-Package", "io.sparkbot.api.tool,io.sparkbot.api.policy,io.sparkbot.plugins.fixture")
                .component("acme.Skill", "io.sparkbot.api.tool.Tool", """
                        package acme;
                        import io.sparkbot.api.policy.ToolPolicy;
                        import io.sparkbot.api.tool.*;
                        public class Skill implements Tool {
                            public Skill() { %s }
                            public ToolDescriptor descriptor() {
                                return new ToolDescriptor("%s", "test", "{}", ToolPolicy.of(ActionType.READ, "workspace"));
                            }
                            public ToolResult call(ToolCall call) throws Exception { %s }
                        }
                        %s
                        """.formatted(constructor, tool, body, more));
    }

    TestJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    TestJar component(String type, String service, String source) {
        String xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" immediate="false">
                  <implementation class="%s"/><service><provide interface="%s"/></service>%s
                </scr:component>
                """;
        components.add("OSGI-INF/" + type + ".xml");
        entries.put("OSGI-INF/" + type + ".xml", xml.formatted(type, type, service, "").getBytes(StandardCharsets.UTF_8));
        return source(type, source);
    }

    TestJar reference(String type, String service, String wants) {
        String xml = new String(entries.get("OSGI-INF/" + type + ".xml"), StandardCharsets.UTF_8)
                .replace("</service>", "</service><reference name=\"wanted\" interface=\"" + wants + "\"/>");
        entries.put("OSGI-INF/" + type + ".xml", xml.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestJar source(String type, String source) {
        entries.putAll(COMPILED.computeIfAbsent(source, text -> compile(type, text)));
        return this;
    }

    TestJar entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    byte[] bytes() throws IOException {
        if (!components.isEmpty()) {
            headers.put("Service-Component", String.join(",", components));
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            JarEntry first = new JarEntry("META-INF/MANIFEST.MF");
            first.setTime(0);
            jar.putNextEntry(first);
            manifest.write(jar);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                JarEntry file = new JarEntry(entry.getKey());
                file.setTime(0);
                jar.putNextEntry(file);
                jar.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** Puts it there as a careful person does: under another name first. */
    Path drop(Path file) throws IOException {
        return drop(file, bytes());
    }

    static Path drop(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path whole = file.resolveSibling("." + file.getFileName() + ".part");
        Files.write(whole, content);
        return Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, byte[]> compile(String type, String source) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var classes = new LinkedHashMap<String, ByteArrayOutputStream>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(problems, null, null);
        JavaFileManager files = new ForwardingJavaFileManager<>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(Location place, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        var out = new ByteArrayOutputStream();
                        classes.put(name.replace('.', '/') + ".class", out);
                        return out;
                    }
                };
            }
        };
        JavaFileObject unit = new SimpleJavaFileObject(URI.create("mem:///" + type.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignore) {
                return source;
            }
        };
        List<String> options = List.of("-classpath", System.getProperty("java.class.path"), "-proc:none");
        if (!compiler.getTask(null, files, problems, options, null, List.of(unit)).call()) {
            throw new IllegalArgumentException(problems.getDiagnostics() + "\n" + source);
        }
        Map<String, byte[]> result = new LinkedHashMap<>();
        classes.forEach((name, out) -> result.put(name, out.toByteArray()));
        return result;
    }
}
