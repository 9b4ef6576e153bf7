package io.sparkbot.cli.skill;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.HomeOption;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skill remove}: calls that run end normally, then the skill is gone. */
@Command(name = "remove", description = "Take a skill away.", mixinStandardHelpOptions = true)
final class RemoveSkill implements Callable<Integer> {

    @Mixin
    private final HomeOption home = new HomeOption();

    @Parameters(paramLabel = "NAME", description = "Name of the file or of the bundle.")
    private @Nullable String name;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException, StartFailure, InterruptedException {
        SkillFolder folder = SkillFolder.of(home.locate(), System.getenv());
        Path jar = folder.find(Objects.requireNonNull(name)).orElseThrow(() -> new CommandFailure(
                ExitCode.USAGE, "there is no skill " + name + " in " + folder.path() + "; `sparkbot skill list` shows what is there"));
        Files.delete(jar);
        if (folder.isWatched()) {
            folder.outcomes().awaitGone(jar.getFileName().toString());
        }
        Objects.requireNonNull(spec).commandLine().getOut().println(jar.getFileName() + " is removed");
        return ExitCode.OK;
    }
}
