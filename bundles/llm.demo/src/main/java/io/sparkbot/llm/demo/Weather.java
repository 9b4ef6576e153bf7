package io.sparkbot.llm.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "Weather in Oslo", "is it raining in Bergen". */
final class Weather implements Intent {

    private static final String TOOL = "get_weather";
    private static final String[] PLACE = {"location", "place", "city"};
    private static final Pattern QUESTION = Pattern.compile(
            "(?i).*\\b(?:weather|forecast|temperature|raining|snowing|sunny|how (?:cold|warm|hot))\\b"
                    + "(?:.*?\\b(?:in|at|for|of)\\s+(?<places>.+?))?(?:\\s+(?:like|now|today|tomorrow|right now|currently|please|outside))*");
    private static final Pattern SHORT = Pattern.compile("(?i)(?<places>[\\p{L} .'-]{2,40})\\s+weather");

    @Override
    public Optional<Reply> answer(Talk talk) {
        Matcher question = QUESTION.matcher(talk.asked());
        if (talk.asked().length() > 120 || !question.matches()) {
            return Optional.empty();
        }
        Optional<String> places = Optional.ofNullable(question.group("places"));
        if (places.isEmpty()) {
            Matcher brief = SHORT.matcher(talk.asked());
            places = brief.matches()
                            && !brief.group("places")
                                    .matches("(?i).*\\b(?:the|what|what's|whats|is|how|how's|current)\\b.*")
                    ? Optional.of(brief.group("places"))
                    : Optional.empty();
        }
        if (places.isEmpty()) {
            return Optional.of(Reply.says("Which place? Ask for example: *weather in Oslo*."));
        }
        String parameter = talk.tool(TOOL).map(tool -> tool.parameter(PLACE)).orElse(PLACE[0]);
        List<Call> calls = Places.split(places.get()).stream()
                .map(place -> new Call(TOOL, Map.of(parameter, place)))
                .toList();
        return Optional.of(talk.call(calls.toArray(Call[]::new)));
    }

    @Override
    public Optional<String> word(Done done) {
        if (!done.call().tool().equals(TOOL)) {
            return Optional.empty();
        }
        String place = done.call().arguments().values().stream()
                .findFirst()
                .map(String::valueOf)
                .orElse("there");
        String weather = done.text().strip();
        return Optional.of(weather.contains(place) ? weather : "The weather in **" + place + "**: " + weather);
    }
}
