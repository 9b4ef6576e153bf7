package io.sparkbot.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names of settings in their three spellings, and the nearest name to a mistyped one. */
final class Names {

    private Names() {}

    /** The property that Declarative Services makes of an annotation method (specification 112.8.2.1). */
    static String property(String method) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < method.length(); i++) {
            if (method.startsWith("$_$", i)) {
                name.append('-');
                i += 2;
            } else if (method.startsWith("$$", i) || method.startsWith("__", i)) {
                name.append(method.charAt(i));
                i++;
            } else if (method.charAt(i) == '_') {
                name.append('.');
            } else if (method.charAt(i) != '$') {
                name.append(method.charAt(i));
            }
        }
        return name.toString();
    }

    /** {@code max.tool.rounds} and {@code .api.key} as people write them: {@code max_tool_rounds}, {@code api_key}. */
    static String written(String property) {
        return property.replaceFirst("^\\.+", "").replace('.', '_').replace('-', '_');
    }

    static String variable(String section, String name) {
        return "SPARKBOT_" + (section + "_" + name).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** The known name that is nearest, when it is near enough to have been meant. */
    static Optional<String> nearest(String given, Collection<String> known) {
        return known.stream()
                .filter(k -> distance(given.toLowerCase(Locale.ROOT), k.toLowerCase(Locale.ROOT)) <= Math.max(2, Math.min(given.length(), k.length()) / 4))
                .min(Comparator.comparingInt((String k) -> distance(given.toLowerCase(Locale.ROOT), k.toLowerCase(Locale.ROOT))).thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
