package io.sparkbot.cli.skill;

import io.sparkbot.cli.DeployOutcomes.Outcome;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.HomeOption;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skill list}: the files of the skills folder and how they are. Tools that ship with Sparkbot are in the web app's list. */
@Command(name = "list", description = "List the skills in the skills folder and how they are.", mixinStandardHelpOptions = true)
final class ListSkills implements Callable<Integer> {

    @Mixin
    private final HomeOption home = new HomeOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, StartFailure {
        SkillFolder folder = SkillFolder.of(home.locate(), System.getenv());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        boolean watched = folder.isWatched();
        for (Path jar : folder.jars()) {
            String file = jar.getFileName().toString();
            Optional<Outcome> said = watched ? folder.outcomes().of(file) : Optional.empty();
            out.printf("%-28s %s%n", file, said.map(ListSkills::line).orElse(watched ? "not looked at yet" : "starts with the server"));
        }
        if (folder.jars().isEmpty()) {
            out.println("no skills in " + folder.path());
        }
        return ExitCode.OK;
    }

    private static String line(Outcome said) {
        String head = said.name() + " " + said.version() + "  " + said.state();
        return said.reason().isEmpty() ? head : head + ": " + said.reason();
    }
}
