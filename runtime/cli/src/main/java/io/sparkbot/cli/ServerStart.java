package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.RunFolder;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Starts the server and waits until it answers. */
final class ServerStart {
    private ServerStart() {}

    /**
     * The address of the server, once it answers.
     *
     * @param starting the server that is on its way already; empty to start one
     * @param arguments the launcher's own, besides the home folder
     * @param out where it is told what is waited for
     * @throws CommandFailure when the server does not start, with the reason
     */
    static String await(Home folder, Optional<RunningServer> starting, List<String> arguments, PrintWriter out)
            throws StartFailure, CommandFailure, IOException, InterruptedException {
        RunFolder run = new RunFolder(folder);
        ServerProgram program = new ServerProgram(folder, arguments, System.getenv());
        ProcessHandle process;
        if (starting.isPresent()) {
            process = starting.get().process()
                    .orElseThrow(() -> new CommandFailure(ExitCode.ERROR, "the home folder " + folder.root()
                            + " is in use by a process that cannot be seen from here, perhaps in another container"));
        } else {
            process = program.detached().toHandle();
        }
        try (Waiting waiting = new Waiting(out)) {
            while (process.isAlive()) {
                Optional<String> url = run.url();
                if (url.isPresent() && run.pid().filter(pid -> pid == process.pid()).isPresent()) {
                    return url.get();
                }
                run.phase().ifPresent(waiting::show);
                Thread.sleep(20);
            }
        }
        throw new CommandFailure(ExitCode.ERROR, "the server did not start: " + reason(run, program));
    }

    private static String reason(RunFolder run, ServerProgram program) throws IOException {
        Optional<String> problem = run.problem();
        if (problem.isPresent()) {
            return problem.get();
        }
        List<String> lines = Files.exists(program.terminalLog()) ? Files.readAllLines(program.terminalLog()) : List.of();
        return "its process ended; its last words in " + program.terminalLog() + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }
}
