package io.sparkbot.llm.demo;

import java.util.Map;

/** What to say about a tool that is not there. */
final class Missing {

    private static final Map<String, String> SKILLS = Map.of("get_weather", "weather");

    private Missing() {}

    static String tool(String name) {
        String skill = SKILLS.get(name);
        return skill == null
                ? "I would call the tool `" + name
                        + "` for that, but it is not offered here. It is one of the built-in tools: its bundle is "
                        + "probably stopped, or this room does not allow it. The page **Skills** shows what is there."
                : "I would call the tool `" + name + "` for that, but it is not installed. It comes with the skill **"
                        + skill
                        + "**: drop its jar into the folder `skills` of the home folder, or run `./sparkbot skill install FILE`, "
                        + "and ask again. No restart is needed.";
    }
}
