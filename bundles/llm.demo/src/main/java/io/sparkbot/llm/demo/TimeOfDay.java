package io.sparkbot.llm.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "What time is it in Tokyo", "what day is it". */
final class TimeOfDay implements Intent {

    private static final String TOOL = "get_datetime";
    private static final String[] ZONE = {"timezone", "zone", "time_zone", "tz"};
    private static final Pattern QUESTION = Pattern.compile(
            "(?i)(?:what(?:'s| is)?\\s+)?(?:the\\s+)?(?:(?:current|local|exact)\\s+)?(?:time|date|day|date and time|hour)"
                    + "(?:\\s+is\\s+it)?(?:\\s+(?:is\\s+it\\s+)?(?:now|today|right now|currently))?"
                    + "(?:\\s+(?:is\\s+it\\s+)?(?:in|at)\\s+(?<places>.+?))?(?:\\s+(?:now|today|right now|currently|please))?");

    @Override
    public Optional<Reply> answer(Talk talk) {
        Matcher question = QUESTION.matcher(talk.asked());
        if (!question.matches()) {
            return Optional.empty();
        }
        String places = question.group("places");
        List<Call> calls = new ArrayList<>();
        for (String place : Places.split(places == null ? "" : places)) {
            Optional<String> zone = Places.zone(place);
            if (zone.isEmpty()) {
                return Optional.of(Reply.says("I do not know the time zone of **" + place
                        + "**. Name a larger city, for example *what time is it in Tokyo*."));
            }
            String parameter = talk.tool(TOOL).map(tool -> tool.parameter(ZONE)).orElse(ZONE[0]);
            calls.add(new Call(TOOL, Map.of(parameter, zone.get())));
        }
        return Optional.of(
                talk.call(calls.isEmpty() ? new Call[] {new Call(TOOL, Map.of())} : calls.toArray(Call[]::new)));
    }

    @Override
    public Optional<String> word(Done done) {
        if (!done.call().tool().equals(TOOL)) {
            return Optional.empty();
        }
        String zone = Optional.of(done.call().arguments().values())
                .filter(v -> !v.isEmpty())
                .map(v -> String.valueOf(v.iterator().next()))
                .orElse("");
        String answer = done.json()
                .map(json -> json.path("iso").asText(json.path("timestamp").asText(done.text())))
                .orElse(done.text())
                .strip();
        String line = answer.lines()
                .filter(l -> !zone.isEmpty() && l.contains(zone))
                .findFirst()
                .orElse(answer);
        String time = zone.isEmpty() ? line : line.replaceFirst("^" + Pattern.quote(zone) + "\\s*:\\s*", "");
        return Optional.of(
                zone.isEmpty()
                        ? "It is now **" + time.replace("\n", "** / **") + "**."
                        : "In " + city(zone) + " it is **" + time + "**.");
    }

    private static String city(String zone) {
        return zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ');
    }
}
