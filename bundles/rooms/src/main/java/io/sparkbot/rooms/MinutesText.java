package io.sparkbot.rooms;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections of notes that a model wrote. Models decorate headings as they like, so a section is known by the first word of its heading; a heading
 * of another name ends it, unless it stands deeper.
 *
 * @param decisions empty when nothing was decided
 * @param actions empty when nobody has to do anything
 */
record MinutesText(String decisions, String actions) {

    private static final Pattern HEADING = Pattern.compile("(?<marks>#{1,6})\\s*(?<title>.+)|\\*\\*(?<bold>[^*]+)\\*\\*:?");
    private static final Pattern DECORATION = Pattern.compile("[-*_.()\\s\\[\\]]+");
    private static final Set<String> NOTHING = Set.of("", "none", "nothing", "n/a", "none recorded", "no decisions", "no action items");

    static MinutesText of(String markdown) {
        StringBuilder decisions = new StringBuilder();
        StringBuilder actions = new StringBuilder();
        StringBuilder elsewhere = new StringBuilder();
        StringBuilder section = elsewhere;
        for (String line : markdown.lines().toList()) {
            Matcher heading = HEADING.matcher(line.strip());
            boolean isHeading = heading.matches();
            String title = isHeading ? title(heading) : "";
            if (title.startsWith("decision")) {
                section = decisions;
            } else if (title.startsWith("action")) {
                section = actions;
            } else if (isHeading && heading.group("marks") != null && heading.group("marks").length() <= 2) {
                section = elsewhere;
            } else {
                section.append(line).append('\n');
            }
        }
        return new MinutesText(content(decisions), content(actions));
    }

    private static String title(Matcher heading) {
        String title = heading.group("title") == null ? heading.group("bold") : heading.group("title");
        return title.replace("*", "").strip().toLowerCase(Locale.ROOT);
    }

    private static String content(StringBuilder section) {
        String text = section.toString().strip();
        String bare = DECORATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        return NOTHING.contains(bare) ? "" : text;
    }
}
