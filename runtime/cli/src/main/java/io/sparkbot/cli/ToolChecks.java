package io.sparkbot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs this machine must have. Only Java is needed to run; Maven and Node build from source. */
final class ToolChecks {
    private static final Pattern VERSION = Pattern.compile("(\\d+(?:\\.\\d+)+)");

    private final String source;

    /** @param source the source checkout the command was called in; empty when there is none */
    ToolChecks(String source) {
        this.source = source;
    }

    List<Finding> findings() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        if (!source.isEmpty()) {
            findings.add(tool("Maven", "3.8.7", "apt install maven, or brew install maven", "mvn", "--version"));
            if (Files.exists(Path.of(source, "webapp", "package.json"))) {
                findings.add(tool("Node", "20.19", "see nodejs.org, or apt install nodejs", "node", "--version"));
            }
        }
        return findings;
    }

    private static Finding java() {
        String version = System.getProperty("java.version");
        String detail = version + " in " + System.getProperty("java.home");
        return Runtime.version().feature() == 25
                ? Finding.ok("Java", detail)
                : Finding.fail("Java", detail, "install a JDK 25 and point JAVA_HOME at it");
    }

    private static Finding tool(String name, String least, String remedy, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            process.waitFor(20, TimeUnit.SECONDS);
            Matcher version = VERSION.matcher(output);
            if (!version.find()) {
                return Finding.fail(name, command[0] + " does not tell its version", remedy);
            }
            return atLeast(version.group(1), least)
                    ? Finding.ok(name, version.group(1))
                    : Finding.fail(name, version.group(1) + "; " + least + " or later is needed", remedy);
        } catch (IOException e) {
            return Finding.fail(name, "not found; " + least + " or later is needed to build from source", remedy);
        }
    }

    static boolean atLeast(String version, String least) {
        int[] have = numbers(version);
        int[] need = numbers(least);
        for (int i = 0; i < need.length; i++) {
            int digit = i < have.length ? have[i] : 0;
            if (digit != need[i]) {
                return digit > need[i];
            }
        }
        return true;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
