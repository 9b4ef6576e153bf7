package io.sparkbot.guardian.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Makes the bounded texts of an entry. The input stays valid JSON however much is cut. */
final class EntryText {

    static final int INPUT = 2000;
    static final int RESULT = 1000;
    private static final int[] CUTS = {500, 100, 20};

    private final ObjectMapper json;

    EntryText(ObjectMapper json) {
        this.json = json;
    }

    String input(Map<String, Object> redacted) {
        String whole = write(redacted);
        for (int cut : CUTS) {
            if (whole.length() <= INPUT) {
                return whole;
            }
            whole = write(shortened(redacted, cut));
        }
        return whole.length() <= INPUT
                ? whole
                : write(Map.of("cut", whole.length() + " characters", "keys", cut(String.join(", ", redacted.keySet()), 500)));
    }

    static String result(String redacted) {
        return cut(redacted, RESULT);
    }

    /** Never inside a surrogate pair; PostgreSQL takes no NUL. */
    static String cut(String text, int limit) {
        String clean = text.replace("\0", "");
        if (clean.length() <= limit) {
            return clean;
        }
        int end = limit - 1;
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static Map<String, Object> shortened(Map<?, ?> values, int limit) {
        var result = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> result.put(cut(String.valueOf(key), 100), shortened(value, limit)));
        return result;
    }

    private static Object shortened(Object value, int limit) {
        return switch (value) {
            case Map<?, ?> nested -> shortened(nested, limit);
            case List<?> items -> items.stream().limit(limit / 10).map(item -> shortened(item, limit)).toList();
            case String text -> cut(text, limit);
            default -> value;
        };
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an audit input must be made of plain values", e);
        }
    }
}
