package io.sparkbot.testmodel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server answers: steps separated by {@code |}, one for each request of a turn (the next one is taken when the conversation holds
 * the tool results of the one before; the last one repeats), and acts separated by {@code ;} inside a step.
 *
 * <pre>
 * pace 20ms; tokens 50            50 words, one every 20 ms
 * stamps 50                       50 tokens that say when they were sent (microseconds since 1970)
 * text Some *text*                word by word; {result} {user} {tools} are replaced
 * markdown                        a sample with headings, a table, a list, code
 * think Hm …                      reasoning text
 * long 100000                     that many characters
 * call NAME {json}                a tool call; several in one answer: call A {…} &amp; B {…}
 * badcall NAME &lt;&lt;anything&gt;&gt;       a tool call whose arguments are sent as they stand
 * status 429 retry-after 2 times 1 saying too fast
 * open · pause 1s · hold · hang (or: silence) · cut · cut times 1 · end · error some message · garbage · empty · linger · finish length
 * </pre>
 */
public final class Script {

    private static final Pattern IN_MESSAGE = Pattern.compile("\\[\\[(.+?)]](?!])", Pattern.DOTALL);

    private final List<List<Act>> steps;

    private Script(List<List<Act>> steps) {
        this.steps = steps;
    }

    /** @throws IllegalArgumentException naming the act that is not understood */
    public static Script parse(String text) {
        return new Script(split(text, '|').stream().map(Script::step).toList());
    }

    /** The script inside a message: {@code [[tokens 5]]}. */
    static Optional<Script> in(String message) {
        Matcher matcher = IN_MESSAGE.matcher(message);
        return matcher.find() ? Optional.of(parse(matcher.group(1))) : Optional.empty();
    }

    List<Act> step(int index) {
        return steps.get(Math.min(index, steps.size() - 1));
    }

    private static List<Act> step(String text) {
        List<Act> acts = new ArrayList<>();
        for (String act : split(text, ';')) {
            acts.add(act(act.strip()));
        }
        return List.copyOf(acts);
    }

    private static Act act(String text) {
        String[] words = text.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "pace" -> new Act.Pace(duration(rest));
            case "tokens" -> new Act.Tokens(Integer.parseInt(rest));
            case "stamps" -> new Act.Stamps(Integer.parseInt(rest));
            case "text" -> new Act.Text(rest);
            case "markdown" -> new Act.Text(Samples.MARKDOWN);
            case "think" -> new Act.Thought(rest);
            case "long" -> new Act.Bulk(Integer.parseInt(rest));
            case "call" -> new Act.Calls(wanted(rest));
            case "badcall" -> new Act.Calls(List.of(one(rest.replace("<<", "").replace(">>", ""))));
            case "status" -> status(rest);
            case "open" -> new Act.Open();
            case "pause" -> new Act.Pause(duration(rest));
            case "hold" -> new Act.Hold();
            case "hang", "silence" -> new Act.Silence();
            case "cut" -> new Act.Cut(times(rest));
            case "end" -> new Act.End();
            case "error" -> new Act.InBand(rest);
            case "garbage" -> new Act.Garbage();
            case "empty" -> new Act.Text("");
            case "linger" -> new Act.Linger();
            case "finish" -> new Act.Finish(rest);
            default -> throw new IllegalArgumentException("no such act: \"" + text + "\"");
        };
    }

    private static List<Act.Wanted> wanted(String text) {
        return split(text, '&').stream().map(Script::one).toList();
    }

    private static Act.Wanted one(String text) {
        String[] words = text.strip().split("\\s+", 2);
        return new Act.Wanted(words[0], words.length > 1 ? words[1] : "{}");
    }

    private static Act.Status status(String text) {
        String[] parts = text.split("\\bsaying\\s+", 2);
        List<String> words = Arrays.asList(parts[0].split("\\s+"));
        return new Act.Status(
                Integer.parseInt(words.getFirst()),
                times(parts[0]),
                after(words, "retry-after").orElse(""),
                parts.length > 1 ? parts[1] : "provider text");
    }

    private static int times(String text) {
        return after(Arrays.asList(text.split("\\s+")), "times")
                .map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
    }

    private static Optional<String> after(List<String> words, String key) {
        for (Iterator<String> i = words.iterator(); i.hasNext(); ) {
            if (i.next().equals(key) && i.hasNext()) {
                return Optional.of(i.next());
            }
        }
        return Optional.empty();
    }

    private static Duration duration(String text) {
        if (text.endsWith("ms")) {
            return Duration.ofMillis(
                    Long.parseLong(text.substring(0, text.length() - 2).strip()));
        }
        return text.endsWith("s")
                ? Duration.ofSeconds(
                        Long.parseLong(text.substring(0, text.length() - 1).strip()))
                : Duration.ofMillis(Long.parseLong(text.strip()));
    }

    /** Splits where no brace is open, so that JSON may hold the separators; {@code <<…>>} is never split. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' && text.startsWith("<<", i)) {
                i = Math.max(i, text.indexOf(">>", i));
                continue;
            }
            if (depth > 0 && c == '"' && text.charAt(i - 1) != '\\') {
                quoted = !quoted;
            } else if (quoted) {
                continue;
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth = Math.max(0, depth - 1);
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
