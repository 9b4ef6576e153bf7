package io.sparkbot.llm.demo;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "17 % of 1240", "what is 3 * (4 + 5)", "12 times 7": arithmetic, done by the tool. */
final class Sum implements Intent {

    private static final String TOOL = "calculate";
    private static final String NUMBER = "-?\\d[\\d,]*(?:\\.\\d+)?";
    private static final Pattern LEAD = Pattern.compile(
            "(?i)^(?:(?:what(?:'s| is| are)|how much (?:is|are)|calculate|compute|work out|solve|can you calculate)\\s+)+");
    private static final Pattern PERCENT =
            Pattern.compile("(?i)(" + NUMBER + ")\\s*(?:%|percent|per cent)\\s+of\\s+(" + NUMBER + ")");
    private static final Pattern EXPRESSION = Pattern.compile("[\\d.()\\s+*/%-]*\\d[\\d.()\\s+*/%-]*");
    private static final Pattern OPERATION = Pattern.compile("[\\d)]\\s*(?:\\*\\*|[-+*/%])\\s*[-(]*\\s*[\\d.]");
    private static final Pattern DATE_OR_PHONE =
            Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}/\\d{1,2}/\\d{2,4}|\\+\\d[\\d ]{6,}");

    @Override
    public Optional<Reply> answer(Talk talk) {
        return expression(talk.asked()).map(expression -> talk.call(new Call(TOOL, Map.of("expression", expression))));
    }

    @Override
    public Optional<String> word(Done done) {
        if (!done.call().tool().equals(TOOL)) {
            return Optional.empty();
        }
        String result = done.json()
                .map(json -> json.path("result").asText(done.text()))
                .orElse(done.text())
                .strip();
        return Optional.of(
                result.contains("=")
                        ? "**" + result.replaceFirst("\\s*=\\s*", "** = **") + "**"
                        : "**" + done.call().text("expression") + "** = **" + result + "**");
    }

    /** The arithmetic in a question; empty when there is none. */
    static Optional<String> expression(String asked) {
        String question = LEAD.matcher(asked).replaceFirst("").replaceFirst("[=?\\s]+$", "");
        Matcher percent = PERCENT.matcher(question);
        if (percent.matches()) {
            return Optional.of(number(percent.group(2)) + "*" + number(percent.group(1)) + "/100");
        }
        String symbols = question.replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "")
                .replaceAll("(?i)\\s+plus\\s+", " + ")
                .replaceAll("(?i)\\s+minus\\s+", " - ")
                .replaceAll("(?i)\\s+(?:times|multiplied by)\\s+", " * ")
                .replaceAll("(?i)\\s+(?:divided by|over)\\s+", " / ")
                .replaceAll("(?i)\\s+to the power of\\s+", " ** ")
                .replaceAll("(?<=[\\d)])\\s*[x×]\\s*(?=[\\d(])", " * ")
                .replace('÷', '/')
                .replace('−', '-')
                .replace("^", "**");
        boolean sum = EXPRESSION.matcher(symbols).matches()
                && OPERATION.matcher(symbols).find()
                && !DATE_OR_PHONE.matcher(question).matches();
        return sum ? Optional.of(symbols.strip()) : Optional.empty();
    }

    private static String number(String text) {
        return text.replace(",", "");
    }
}
