package io.sparkbot.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;

/** What a figure depends on: machine, versions, options, and how busy the machine was. */
final class Conditions {

    private Conditions() {}

    static Map<String, String> of(Product product, boolean quick) throws IOException, SQLException {
        var conditions = new LinkedHashMap<String, String>();
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        conditions.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.put("machine", "%d cores (%s), %d MiB, %s %s %s".formatted(
                system.getAvailableProcessors(), processor(), system.getTotalMemorySize() >> 20, system.getName(), system.getVersion(), system.getArch()));
        conditions.put("load average at start", "%.2f".formatted(system.getSystemLoadAverage()));
        conditions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        conditions.put("server options", options());
        try (Connection connection = product.database()) {
            conditions.put("database", "embedded PostgreSQL " + connection.getMetaData().getDatabaseProductVersion());
        }
        conditions.put("set-up", "server, database, scripted model and clients share the machine" + (quick ? "; quick run" : ""));
        return conditions;
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return "unknown";
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String options() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("exam.distribution")).resolve("lib/jvm.options")).stream()
                .filter(line -> line.startsWith("-X"))
                .collect(Collectors.joining(" "));
    }
}
