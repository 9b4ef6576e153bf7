package io.sparkbot.cli;

import io.sparkbot.cli.backup.Backup;
import io.sparkbot.cli.backup.Restore;
import io.sparkbot.cli.chat.Chat;
import io.sparkbot.cli.chat.Config;
import io.sparkbot.cli.chat.Console;
import io.sparkbot.cli.chat.Plugins;
import io.sparkbot.cli.dev.Dev;
import io.sparkbot.cli.skill.Skill;
import io.sparkbot.launcher.home.StartFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code sparkbot}. A new command is a class of its own and one line in the list below. */
@Command(
        name = "sparkbot",
        description = "A self-hosted AI office assistant.",
        mixinStandardHelpOptions = true,
        versionProvider = Sparkbot.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        subcommands = {
            Start.class,
            Stop.class,
            Status.class,
            Doctor.class,
            Chat.class,
            Console.class,
            Backup.class,
            Restore.class,
            Skill.class,
            Plugins.class,
            Config.class,
            Dev.class,
            HelpCommand.class,
        },
        footer = {
            "",
            "Exit codes: 0 ok, 1 error, 2 wrong usage, 3 not signed in, 4 server not reachable, 124 out of time."
        })
public final class Sparkbot {
    private Sparkbot() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command, as {@code main} runs it. */
    public static CommandLine commandLine() {
        return new CommandLine(new Sparkbot())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof StartFailure || failure instanceof CommandFailure) {
                        command.getErr().println("sparkbot: " + failure.getMessage());
                        return failure instanceof CommandFailure known ? known.exitCode() : ExitCode.ERROR;
                    }
                    throw failure;
                });
    }

    /** What the jar says it was built as. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sparkbot " + version()};
        }
    }

    /** How the person called us, for hints that can be typed in. */
    public static String command() {
        return System.getProperty("sparkbot.command", "sparkbot");
    }

    public static String version() {
        String version = Sparkbot.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
