package io.sparkbot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the kernel knows of a process (Linux, proc(5)). */
final class Processes {

    private static final double TICKS_PER_SECOND = 100;

    private Processes() {}

    /** Proportional set size in MiB of the process and everything it started. */
    static double memory(long pid) {
        return family(pid).mapToDouble(Processes::proportional).sum();
    }

    static double own(long pid) {
        return proportional(pid);
    }

    private static LongStream pids(long pid) {
        return LongStream.concat(
                LongStream.of(pid),
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).mapToLong(ProcessHandle::pid));
    }

    private static Stream<Long> family(long pid) {
        return pids(pid).boxed();
    }

    private static double proportional(long pid) {
        for (String line : lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return 0;
    }

    /** User and system CPU seconds of the process itself. */
    static double cpuSeconds(long pid) {
        String stat = String.join("", lines(Path.of("/proc/" + pid + "/stat")));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException gone) {
            return List.of();
        }
    }
}
