package io.sparkbot.tools.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of plain values that nobody can change: what was judged and shown is what runs. */
final class Frozen {

    private Frozen() {}

    static Map<String, Object> of(Map<String, ?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, one(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object one(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((name, inner) -> copy.put(String.valueOf(name), one(inner)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<Object> copy = new ArrayList<>(list.size());
                list.forEach(inner -> copy.add(one(inner)));
                yield Collections.unmodifiableList(copy);
            }
            default -> value;
        };
    }
}
