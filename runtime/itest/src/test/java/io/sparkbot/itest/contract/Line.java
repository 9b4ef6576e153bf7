package io.sparkbot.itest.contract;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of the table of the contract: who sends what, and what comes back.
 *
 * <pre>{@code
 * WHO VERB PATH [+Header: value] [BODY] -> STATUS [code] [CHECK; CHECK …]
 * }</pre>
 *
 * <p>{@code $name} anywhere before the arrow stands for something known. A body is JSON, {@code form:a=b}, {@code file:NAME:CONTENT} or {@code text:…}.
 * A check is {@code field=JSON}, {@code field:type}, {@code !field} (absent), {@code @Header=pattern}, {@code ~pattern} (of the whole body),
 * {@code events=pattern} (the types of a stream, a blank after each) or {@code $name=field} (known from now on). Fields of fields are parted by dots, places
 * of lists are numbers, the body itself is {@code .}.
 *
 * @param headers name and value
 * @param code of the refusal; empty where none is expected
 */
public record Line(String text, String who, String verb, String path, List<String[]> headers, String body, int status, String code, List<String> checks) {

    private static final Pattern FORM = Pattern.compile("(\\S+) +([A-Z]+) +(\\S+)(.*?) +-> +(\\d{3})(?: +([a-z_]+)(?= |$))?(?: +(.*))?");
    private static final Pattern HEADER = Pattern.compile(" +\\+([\\w-]+): ((?:(?! \\+| \\{| \\[| form:| file:| text:).)+)");
    private static final Pattern KNOWN = Pattern.compile("\\$(\\w+)");

    static Line of(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a line of the contract: " + text);
        }
        String rest = parts.group(4);
        List<String[]> headers = HEADER.matcher(rest).results().map(header -> new String[] {header.group(1), header.group(2).strip()}).toList();
        String body = HEADER.matcher(rest).replaceAll("").strip();
        String checks = parts.group(7) == null ? "" : parts.group(7);
        return new Line(
                text.strip(), parts.group(1), parts.group(2), parts.group(3), headers, body, Integer.parseInt(parts.group(5)), parts.group(6) == null ? "" : parts.group(6),
                Stream.of(checks.split("; ")).map(String::strip).filter(check -> !check.isEmpty()).toList());
    }

    /** The lines of a table; a line that ends with a backslash goes on in the next one. */
    public static List<Line> table(String table) {
        return table.replaceAll("\\\\\n\\s*", "").lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Line::of).toList();
    }

    /** The text with what is known put in. */
    static String filled(String text, Map<String, String> known) {
        return KNOWN.matcher(text).replaceAll(found -> Matcher.quoteReplacement(known.getOrDefault(found.group(1), found.group())));
    }

    @Override
    public String toString() {
        return text;
    }
}
