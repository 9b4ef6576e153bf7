package io.sparkbot.tools.gate;

import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.tools.shelf.Asking;
import io.sparkbot.tools.shelf.Slot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people may see of a call: arguments without secrets, and a headline made of those. */
final class Titles {

    private static final Logger LOG = LoggerFactory.getLogger(Titles.class);
    private static final int TITLE = 200;
    private static final int VALUE = 60;

    private final Redactor redactor;

    Titles(Redactor redactor) {
        this.redactor = redactor;
    }

    Gate.Shown shown(Slot slot, Map<String, Object> arguments) {
        Map<String, Object> input = Frozen.of(redactor.redact(masked(arguments, slot.descriptor().secretParameters())));
        String title = inPlainWords(slot, input).orElseGet(() -> plain(slot.name(), input));
        return new Gate.Shown(slot.name(), shortened(redactor.redact(title), TITLE), input);
    }

    private static Map<String, Object> masked(Map<String, Object> arguments, Set<String> secrets) {
        Map<String, Object> masked = new LinkedHashMap<>(arguments);
        masked.replaceAll((name, value) -> secrets.contains(name) ? Redactor.PLACEHOLDER : value);
        return masked;
    }

    /** The tool sees what people will see, so that it cannot put a secret into the headline. */
    private static Optional<String> inPlainWords(Slot slot, Map<String, Object> input) {
        try {
            return Asking.of(slot.origin(), () -> slot.tool().inPlainWords(input)).filter(words -> !words.isBlank());
        } catch (Asking.Unanswered e) {
            LOG.warn("tool {} failed to put a call into plain words: {}", slot.name(), e.getMessage());
            return Optional.empty();
        }
    }

    /** A single argument needs no name: {@code get weather: Oslo}. */
    private static String plain(String tool, Map<String, Object> input) {
        String values = input.entrySet().stream()
                .map(e -> (input.size() == 1 ? "" : e.getKey() + " ") + shortened(e.getValue().toString(), VALUE))
                .collect(Collectors.joining(", "));
        return tool.replace('_', ' ') + (values.isEmpty() ? "" : ": " + values);
    }

    private static String shortened(String text, int limit) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= limit ? line : line.substring(0, line.offsetByCodePoints(0, limit - 1)) + "…";
    }
}
