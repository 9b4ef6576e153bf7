package io.sparkbot.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.tools.ToolProvider;

/** Makes small skill bundles the way a build would: compiled source, manifest, component description. */
public final class SkillJar {

    private SkillJar() {}

    /** A skill with one read tool that answers {@code prefix + text}. */
    public static Path echo(String version, String tool, String prefix) throws IOException {
        String source =
                """
                package echo;
                import io.sparkbot.api.tool.*;
                public class Echo implements Skill {
                    @SkillTool(name = "%s", description = "Says it again", action = ActionType.READ)
                    public String echo(@Param("What to say") String text) { return "%s" + text; }
                }
                """
                        .formatted(tool, prefix);
        return jar("echo." + tool, version, "echo.Echo", source, "io.sparkbot.api.tool;version=\"[1,2)\"");
    }

    /** A bundle whose import nobody satisfies. */
    public static Path needing(String missingPackage) throws IOException {
        return jar("needy", "1.0.0", "needy.Needy", "package needy; public class Needy implements io.sparkbot.api.tool.Skill {}",
                "io.sparkbot.api.tool;version=\"[1,2)\"," + missingPackage);
    }

    /** A skill whose component cannot be made. */
    public static Path throwing(String message) throws IOException {
        String source =
                """
                package moon;
                public class Moon implements io.sparkbot.api.tool.Skill {
                    public Moon() { throw new IllegalStateException("%s"); }
                }
                """
                        .formatted(message);
        return jar("moon", "1.0.0", "moon.Moon", source, "io.sparkbot.api.tool;version=\"[1,2)\"");
    }

    /** A skill with one field that takes a service, and a method {@code activate} that is called once. */
    public static Path of(String name, String type, String source, String field, String service) throws IOException {
        String reference = "<reference name=\"%1$s\" field=\"%1$s\" interface=\"%2$s\"/>".formatted(field, service);
        String imports = "io.sparkbot.api.tool;version=\"[1,2)\",io.sparkbot.api.person;version=\"[1,2)\"";
        return jar(name, "1.0.0", type, source, imports, component(type, " activate=\"activate\"", reference));
    }

    private static Path jar(String name, String version, String type, String source, String imports) throws IOException {
        return jar(name, version, type, source, imports, component(type, "", ""));
    }

    private static Path jar(String name, String version, String type, String source, String imports, String component)
            throws IOException {
        Path folder = Files.createTempDirectory("skill");
        Path java = Files.createDirectories(folder.resolve("src")).resolve(type.substring(type.indexOf('.') + 1) + ".java");
        Files.writeString(java, source);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-parameters", "-cp", System.getProperty("java.class.path"), "-d", classes.toString(), java.toString());
        if (result != 0) {
            throw new AssertionError("the skill does not compile");
        }
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        Map.of(
                        "Manifest-Version", "1.0",
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", "io.sparkbot.skills." + name,
                        "Bundle-Version", version,
                        "Import-Package", imports,
                        "Service-Component", "OSGI-INF/skill.xml")
                .forEach(main::putValue);
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar); var out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new ZipEntry("OSGI-INF/skill.xml"));
            out.write(component.getBytes(StandardCharsets.UTF_8));
            for (Path compiled : compiled(classes)) {
                out.putNextEntry(new ZipEntry(classes.relativize(compiled).toString()));
                out.write(Files.readAllBytes(compiled));
            }
        }
        return jar;
    }

    private static List<Path> compiled(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String component(String type, String activate, String reference) {
        return """
                <?xml version="1.0"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s" immediate="true"%2$s>
                  <service><provide interface="io.sparkbot.api.tool.Skill"/></service>
                  %3$s
                  <implementation class="%1$s"/>
                </scr:component>
                """
                .formatted(type, activate, reference);
    }
}
