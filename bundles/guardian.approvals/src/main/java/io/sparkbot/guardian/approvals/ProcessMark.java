package io.sparkbot.guardian.approvals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * Names a process for good: host, process id and start. The same for every version of this bundle within one process, so that updating
 * the bundle does not declare running calls lost.
 */
final class ProcessMark {

    private ProcessMark() {}

    static String own() {
        ProcessHandle own = ProcessHandle.current();
        return host() + "/" + own.pid() + "/" + started(own);
    }

    /** Whether the process surely runs no more. Of another host nothing is known. */
    static boolean isGone(String mark) {
        String[] parts = mark.split("/");
        if (parts.length != 3 || !parts[0].equals(host())) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(parts[1]))
                .map(process -> !started(process).equals(parts[2]))
                .orElse(true);
    }

    private static String started(ProcessHandle process) {
        return String.valueOf(process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
