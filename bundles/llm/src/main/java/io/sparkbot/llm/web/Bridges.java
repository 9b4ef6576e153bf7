package io.sparkbot.llm.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the set-up that tells how bridges stand, as long as there is none: objects, never null. */
final class Bridges {

    static final Map<String, Map<String, Object>> NONE = none();

    private Bridges() {}

    private static Map<String, Map<String, Object>> none() {
        Map<String, Map<String, Object>> bridges = new LinkedHashMap<>();
        for (String bridge : List.of("telegram", "discord", "whatsapp", "github", "slack")) {
            bridges.put(bridge, Map.of("configured", false));
        }
        return bridges;
    }
}
