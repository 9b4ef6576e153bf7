package io.sparkbot.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "doctor", description = "Look for what is wrong and say how to mend it.", mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {
    @Override
    public Integer call() {
        return ExitCode.OK;
    }
}
