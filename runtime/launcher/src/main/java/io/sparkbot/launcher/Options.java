package io.sparkbot.launcher;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The launcher's command line.
 *
 * @param foreground someone is looking: write the log to the terminal as well
 * @param dev the server belongs to a developer who swaps bundles in it
 * @param train end as soon as everything was used once
 * @param untilEndOf process whose server this is; it ends when that does; 0 for a server of its own
 * @param install the unpacked distribution; null means where this program lies
 */
record Options(
        @Nullable String home,
        @Nullable String host,
        @Nullable String port,
        boolean foreground,
        boolean dev,
        boolean train,
        long untilEndOf,
        @Nullable Path install) {

    static Options parse(String... args) {
        String home = null;
        String host = null;
        String port = null;
        Path install = null;
        boolean foreground = false;
        boolean dev = false;
        boolean train = false;
        long untilEndOf = 0;
        for (Iterator<String> words = List.of(args).iterator(); words.hasNext(); ) {
            String word = words.next();
            switch (word) {
                case "--home" -> home = value(word, words);
                case "--host" -> host = value(word, words);
                case "--port" -> port = value(word, words);
                case "--install" -> install = Path.of(value(word, words));
                case "--foreground" -> foreground = true;
                case "--dev" -> dev = true;
                case "--train" -> train = true;
                case "--until-end-of" -> untilEndOf = pid(word, value(word, words));
                default -> throw new IllegalArgumentException("unknown option \"" + word
                        + "\"; there are --home DIR, --host HOST, --port N, --foreground, --dev, --train, --until-end-of PID, --install DIR");
            }
        }
        return new Options(home, host, port, foreground, dev, train, untilEndOf, install);
    }

    private static long pid(String option, String text) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException("option " + option + " needs the number of a process; \"" + text + "\" is none");
        }
        return Long.parseLong(text);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException("option " + option + " needs a value");
        }
        return words.next();
    }
}
