package io.sparkbot.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;

/**
 * {@code sparkbot.toml}, flattened: the section {@code [llm.openai]} with {@code base_url} is the key {@code llm.openai.base_url}.
 *
 * @param values text, numbers, booleans and lists of these, by key
 * @param lines line of each key, where it could be found
 */
record SettingsFile(Path path, Map<String, Object> values, Map<String, Integer> lines) {

    private static final Pattern HEADER = Pattern.compile("\\s*\\[\\s*([^\\[\\]]+?)\\s*]\\s*(?:#.*)?");
    private static final Pattern ENTRY = Pattern.compile("\\s*([A-Za-z0-9_.\"' -]+?)\\s*=.*");

    /** @throws BadValue when the file is not TOML or cannot be read; naming file, line and column */
    static SettingsFile read(Path path) throws BadValue {
        String text;
        try {
            text = Files.readString(path);
        } catch (NoSuchFileException none) {
            return new SettingsFile(path, Map.of(), Map.of());
        } catch (IOException e) {
            throw new BadValue(path + " cannot be read (" + e + "). Mend its owner, permissions and encoding (UTF-8).");
        }
        try {
            Map<String, Object> values = new LinkedHashMap<>();
            flatten("", new TomlMapper().readTree(text), values);
            return new SettingsFile(path, values, lines(text));
        } catch (StreamConstraintsException e) { // it says no place
            throw new BadValue(path + " holds lists or tables more than 1,000 levels deep in one another, or a number of more than 1,000 characters."
                    + " No setting is so: mend or remove it.");
        } catch (JacksonException e) {
            throw new BadValue(path + ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ": not valid TOML: "
                    + e.getOriginalMessage());
        }
    }

    /** For messages: {@code sparkbot.toml, line 7}. */
    String place(String key) {
        Integer line = lines.get(key);
        return line == null ? path.toString() : path + ", line " + line;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, Object> values) {
        node.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                flatten(key + ".", entry.getValue(), values);
            } else {
                values.put(key, plain(entry.getValue()));
            }
        });
    }

    private static Object plain(JsonNode node) {
        if (node.isArray()) {
            List<Object> all = new ArrayList<>();
            node.forEach(n -> all.add(plain(n)));
            return List.copyOf(all);
        }
        return node.isBoolean() ? node.booleanValue() : node.isNumber() ? node.numberValue() : node.asText(node.toString());
    }

    private static Map<String, Integer> lines(String text) {
        Map<String, Integer> lines = new HashMap<>();
        String section = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher header = HEADER.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (header.matches()) {
                section = unquoted(header.group(1)) + ".";
            } else if (entry.matches()) {
                lines.putIfAbsent(section + unquoted(entry.group(1)), number);
            }
        }
        return lines;
    }

    private static String unquoted(String name) {
        return name.replaceAll("[\"' ]", "");
    }
}
