package io.sparkbot.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sparkbot.launcher.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: changes nothing, only looks. */
@Command(
        name = "doctor",
        description = "Look for what is wrong and say how to mend it. Exit code 1 when something must be mended.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Doctor implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home folder = home.locate();
        Map<String, String> environment = System.getenv();
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new ToolChecks(System.getProperty("sparkbot.source", "")).findings());
        findings.addAll(new HomeChecks(folder).findings());
        findings.addAll(new ServerChecks(folder, environment).findings());
        findings.addAll(new DatabaseChecks(folder, ServerProgram.product(), environment).findings());
        findings.addAll(new AotChecks(folder, ServerProgram.product(), environment).findings());
        print(findings, Objects.requireNonNull(spec).commandLine().getOut());
        return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL) ? ExitCode.ERROR : ExitCode.OK;
    }

    private void print(List<Finding> findings, PrintWriter out) throws IOException {
        if (json) {
            out.println(new JsonMapper().writeValueAsString(Map.of("findings", findings)));
            return;
        }
        for (Finding finding : findings) {
            String level = finding.level().name().toLowerCase(Locale.ROOT);
            out.printf("%-4s  %-11s %s%n", level, finding.subject(), finding.detail());
            if (!finding.remedy().isEmpty()) {
                out.printf("%17s → %s%n", "", finding.remedy());
            }
        }
    }
}
