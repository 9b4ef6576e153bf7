package io.sparkbot.api.tool;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.sparkbot.api.policy.ToolPolicy;

/**
 * What the model and people see of a tool.
 *
 * @param name {@code [a-z][a-z0-9_]{1,63}}
 * @param schema JSON Schema of the arguments, an object schema as text
 * @param timeout time limit of one call
 * @param secretParameters names of arguments that are never shown, logged or stored
 * @param aliases other names that lead to this tool
 * @param icon an emoji or icon name; empty for none
 */
public record ToolDescriptor(
        String name,
        String description,
        String schema,
        ToolPolicy policy,
        Duration timeout,
        Set<String> secretParameters,
        List<String> aliases,
        String icon) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public ToolDescriptor {
        secretParameters = Set.copyOf(secretParameters);
        aliases = List.copyOf(aliases);
    }

    public ToolDescriptor(String name, String description, String schema, ToolPolicy policy) {
        this(name, description, schema, policy, DEFAULT_TIMEOUT, Set.of(), List.of(), "");
    }
}
