package io.sparkbot.tools.files;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches paths against a pattern: {@code *} and {@code ?} within a name, {@code [a-z]}, {@code {a,b}}, {@code **} across folders. A pattern
 * without a slash matches names at any depth. Time grows with pattern times path, never worse: there is no backtracking into earlier stars.
 */
final class Glob {

    private static final int LONGEST = 200;
    private static final int MOST_ALTERNATIVES = 64;

    private final List<List<String>> patterns;

    private Glob(List<List<String>> patterns) {
        this.patterns = patterns;
    }

    static Glob of(String pattern) throws FileFault {
        if (pattern.isBlank() || pattern.length() > LONGEST) {
            throw new FileFault("The pattern must have 1 to " + LONGEST + " characters, for example **/*.txt.");
        }
        List<List<String>> patterns = new ArrayList<>();
        for (String one : alternatives(pattern)) {
            List<String> parts = new ArrayList<>(List.of(one.split("/+")));
            parts.removeIf(String::isEmpty);
            if (!one.contains("/")) {
                parts.addFirst("**");
            }
            patterns.add(parts);
        }
        return new Glob(patterns);
    }

    private static List<String> alternatives(String pattern) throws FileFault {
        List<String> open = new ArrayList<>(List.of(pattern));
        for (int i = 0; i < open.size(); ) {
            String one = open.get(i);
            int from = one.indexOf('{');
            int to = from < 0 ? -1 : one.indexOf('}', from);
            if (to < 0) {
                i++;
                continue;
            }
            open.remove(i);
            int at = i;
            for (String choice : one.substring(from + 1, to).split(",", -1)) {
                open.add(at++, one.substring(0, from) + choice + one.substring(to + 1));
            }
            if (open.size() > MOST_ALTERNATIVES) {
                throw new FileFault("The pattern has more than " + MOST_ALTERNATIVES + " alternatives.");
            }
        }
        return open;
    }

    boolean matches(List<String> path) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, path));
    }

    /** Which beginnings of the pattern match which beginnings of the path, row by row. */
    private static boolean matches(List<String> pattern, List<String> path) {
        boolean[] reached = new boolean[path.size() + 1];
        reached[0] = true;
        for (String part : pattern) {
            boolean[] next = new boolean[path.size() + 1];
            boolean any = part.equals("**");
            for (int i = 0; i <= path.size(); i++) {
                next[i] = any
                        ? reached[i] || (i > 0 && next[i - 1])
                        : i > 0 && reached[i - 1] && matchesName(part, path.get(i - 1));
            }
            reached = next;
        }
        return reached[path.size()];
    }

    /** The usual two pointers: only the last star is ever reconsidered. */
    private static boolean matchesName(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            int step = p < pattern.length() && pattern.charAt(p) != '*' ? step(pattern, p, name.charAt(n)) : 0;
            if (step > 0) {
                p += step;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Length of the pattern element at this place if it takes the character, else 0. */
    private static int step(String pattern, int at, char c) {
        char first = pattern.charAt(at);
        int close = first == '[' ? pattern.indexOf(']', at + 2) : -1;
        if (close > 0) {
            return inClass(pattern.substring(at + 1, close), c) ? close - at + 1 : 0;
        }
        return first == '?' || first == c ? 1 : 0;
    }

    private static boolean inClass(String set, char c) {
        boolean negated = set.startsWith("!") || set.startsWith("^");
        boolean in = false;
        for (int i = negated ? 1 : 0; i < set.length(); i++) {
            if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
                in |= set.charAt(i) <= c && c <= set.charAt(i + 2);
                i += 2;
            } else {
                in |= set.charAt(i) == c;
            }
        }
        return in != negated;
    }
}
