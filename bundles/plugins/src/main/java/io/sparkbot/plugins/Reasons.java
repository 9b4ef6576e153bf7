package io.sparkbot.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line what an exception means for whoever wrote the bundle. */
final class Reasons {

    private static final int LONGEST = 500;
    private static final Pattern TRACE_LINE = Pattern.compile("(?m)^(?:Caused by: )?([\\w.$]+(?:Exception|Error|Throwable)\\b[^\\n]*)");

    private Reasons() {}

    /** The causes that add something, outermost first. */
    static String of(Throwable problem) {
        List<String> said = new ArrayList<>();
        for (Throwable cause = problem; cause != null && said.size() < 4; cause = cause.getCause()) {
            String words = words(cause);
            if (said.stream().noneMatch(earlier -> earlier.contains(words))) {
                said.add(words);
            }
        }
        return cut(String.join(": ", said));
    }

    /** The root cause of a printed stack trace. */
    static String ofTrace(String trace) {
        Matcher line = TRACE_LINE.matcher(trace);
        String last = trace.strip();
        while (line.find()) {
            last = line.group(1);
        }
        return cut(last.replaceFirst("^java\\.lang\\.(?=\\w+(Exception|Error))", "").strip());
    }

    private static String words(Throwable cause) {
        String message = cause.getMessage();
        if (cause instanceof org.osgi.framework.BundleException && message != null) {
            return message;
        }
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
