package io.sparkbot.cli.skill;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.DeployOutcomes;
import io.sparkbot.cli.DeployOutcomes.Outcome;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.HomeOption;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skill install}: returns when the skill can be called, or says why it cannot. */
@Command(name = "install", description = "Copy a skill's jar into the skills folder and wait until it runs.", mixinStandardHelpOptions = true)
final class InstallSkill implements Callable<Integer> {

    @Mixin
    private final HomeOption home = new HomeOption();

    @Parameters(paramLabel = "FILE", description = "The jar.")
    private @Nullable Path jar;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException, StartFailure, InterruptedException {
        Path from = Objects.requireNonNull(jar);
        String file = from.getFileName().toString();
        if (!Files.isRegularFile(from)) {
            throw new CommandFailure(ExitCode.USAGE, "there is no file " + from);
        }
        if (!SkillFolder.counts(file)) {
            throw new CommandFailure(ExitCode.USAGE, file + " would be ignored: the name of a skill's file ends in .jar and begins with neither . nor _");
        }
        SkillFolder folder = SkillFolder.of(home.locate(), System.getenv());
        Optional<Outcome> before = folder.outcomes().of(file);
        String sha256 = DeployOutcomes.sha256(from);
        DeployOutcomes.copy(from, folder.path());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (!folder.isWatched()) {
            out.println(file + " lies in " + folder.path() + " and starts with the server");
            return ExitCode.OK;
        }
        Outcome outcome = folder.outcomes().await(file, sha256, before);
        if (!outcome.works()) {
            throw new CommandFailure(ExitCode.ERROR, outcome.name() + " was " + (outcome.state().equals("failed") ? "taken but does not work" : outcome.state())
                    + ": " + outcome.reason());
        }
        out.printf("%s %s is %s (%.0f ms)%n", outcome.name(), outcome.version(), outcome.state(), outcome.ms());
        return ExitCode.OK;
    }
}
