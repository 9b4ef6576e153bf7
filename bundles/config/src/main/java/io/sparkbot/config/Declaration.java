package io.sparkbot.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One setting, as its bundle declared it.
 *
 * @param pid configuration pid of the component, for example {@code io.sparkbot.turns}
 * @param property name in the component's configuration, for example {@code max.tool.rounds}
 * @param section section of the file, for example {@code turns}
 * @param name name within the section, for example {@code max_tool_rounds}
 * @param list whether it takes several values
 * @param options the values it takes; empty: any
 * @param min smallest number, length of text or duration
 * @param defaultText as declared; empty when there is none
 * @param variables environment variables that set it; the first that is present wins
 */
record Declaration(
        String pid, String property, String section, String sectionTitle, String name, String title, String description, ValueType type, boolean list,
        List<String> options, Optional<String> min, Optional<String> max, Optional<String> defaultText, List<String> variables) {

    /** {@code turns.max_tool_rounds}. */
    String key() {
        return section + "." + name;
    }

    boolean secret() {
        return type == ValueType.SECRET;
    }

    /** A component's properties become those of its service, for all to read, unless their names begin with a dot. */
    boolean wouldBeExposed() {
        return secret() && !property.startsWith(".");
    }

    String wireType() {
        return options.isEmpty() ? type.wireName() : "enum";
    }

    /** @return the value as the component gets it: one of the type's, or an array of text */
    Object value(Object raw) throws BadValue {
        if (!list) {
            return single(raw);
        }
        List<String> values = new ArrayList<>();
        for (Object one : raw instanceof Collection<?> many ? many : Arrays.stream(String.valueOf(raw).split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList()) {
            values.add(String.valueOf(single(one)));
        }
        return values.toArray(String[]::new);
    }

    Optional<Object> defaultValue() {
        try {
            return defaultText.isPresent() ? Optional.of(value(defaultText.get())) : Optional.empty();
        } catch (BadValue e) {
            return Optional.of(defaultText.get());
        }
    }

    /** A limit as it is shown: a number, or the text of a length of time. */
    Optional<Object> limit(Optional<String> declared) {
        boolean length = type == ValueType.STRING || type == ValueType.SECRET;
        return declared.flatMap(text -> (length ? ValueType.INTEGER : type).read(text));
    }

    private Object single(Object raw) throws BadValue {
        Optional<Object> value = type.read(raw);
        if (value.isEmpty()) {
            throw bad(raw);
        }
        Object read = value.get();
        if (!options.isEmpty() && !options.contains(read)) {
            throw bad(raw);
        }
        if (min.isPresent() && type.compare(read, min.get()) < 0 || max.isPresent() && type.compare(read, max.get()) > 0) {
            throw bad(raw);
        }
        return read;
    }

    private BadValue bad(Object raw) {
        String given = secret() ? "the value (not shown)" : raw instanceof String text ? "\"" + shortened(text) + "\"" : shortened(String.valueOf(raw));
        return new BadValue(given + " is not " + allowed());
    }

    /** What it takes, in words. */
    String allowed() {
        if (!options.isEmpty()) {
            return "one of " + String.join(", ", options);
        }
        boolean text = type == ValueType.STRING || type == ValueType.SECRET;
        StringBuilder words = new StringBuilder(type.inWords());
        if (min.isPresent() && max.isPresent()) {
            words.append(" from ").append(min.get()).append(" to ").append(max.get());
        } else {
            min.ifPresent(m -> words.append(" of at least ").append(m));
            max.ifPresent(m -> words.append(" of at most ").append(m));
        }
        if (text && (min.isPresent() || max.isPresent())) {
            words.append(" characters");
        }
        return words.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }
}
