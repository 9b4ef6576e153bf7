package io.sparkbot.tools.shelf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.policy.Scope;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.Param;
import io.sparkbot.api.tool.Skill;
import io.sparkbot.api.tool.SkillTool;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.ToolResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A method of a skill as a tool. */
final class MethodTool implements Tool {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Skill skill;
    private final Method method;
    private final ToolDescriptor descriptor;
    private final List<Optional<Argument>> arguments;

    private MethodTool(Skill skill, Method method, ToolDescriptor descriptor, List<Optional<Argument>> arguments) {
        this.skill = skill;
        this.method = method;
        this.descriptor = descriptor;
        this.arguments = arguments;
    }

    /**
     * @throws IllegalArgumentException naming what about the method cannot be a tool
     */
    static MethodTool of(Skill skill, Method method, SkillTool sugar) {
        if (method.getReturnType() != String.class && method.getReturnType() != ToolResult.class) {
            throw new IllegalArgumentException("the method " + method.getName() + " must return String or ToolResult");
        }
        List<Optional<Argument>> arguments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Parameter parameter : method.getParameters()) {
            Optional<Argument> argument = argument(method, parameter);
            argument.filter(a -> !names.add(a.name())).ifPresent(a -> {
                throw new IllegalArgumentException("the argument " + a.name() + " of " + method.getName() + " is there twice");
            });
            arguments.add(argument);
        }
        method.setAccessible(true);
        return new MethodTool(skill, method, descriptor(sugar, arguments.stream().flatMap(Optional::stream).toList()), List.copyOf(arguments));
    }

    /** Empty for the parameter that takes the call itself. */
    private static Optional<Argument> argument(Method method, Parameter parameter) {
        Param note = parameter.getAnnotation(Param.class);
        if (note == null && parameter.getType() == ToolCall.class) {
            return Optional.empty();
        }
        if (note == null) {
            throw new IllegalArgumentException("a parameter of " + method.getName() + " is neither a ToolCall nor marked with @Param");
        }
        if (note.name().isEmpty() && !parameter.isNamePresent()) {
            throw new IllegalArgumentException(
                    "a parameter of " + method.getName() + " has no name: compile with -parameters or give @Param(name = …)");
        }
        String name = note.name().isEmpty() ? parameter.getName() : note.name();
        return Optional.of(Argument.of(name, note, parameter.getParameterizedType()));
    }

    private static ToolDescriptor descriptor(SkillTool sugar, List<Argument> arguments) {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        Set<String> secrets = new HashSet<>();
        for (Argument argument : arguments) {
            properties.set(argument.name(), argument.schema(JSON));
            if (!argument.optional()) {
                required.add(argument.name());
            }
            if (argument.secret()) {
                secrets.add(argument.name());
            }
        }
        schema.put("additionalProperties", false);
        return new ToolDescriptor(
                sugar.name(),
                sugar.description(),
                schema.toString(),
                policy(sugar),
                Duration.ofSeconds(sugar.timeoutSeconds()),
                secrets,
                List.of(sugar.aliases()),
                sugar.icon());
    }

    private static ToolPolicy policy(SkillTool sugar) {
        ToolPolicy natural = ToolPolicy.of(sugar.action(), sugar.resource());
        return new ToolPolicy(
                one(sugar.scope(), "scope").orElse(natural.scope()),
                sugar.resource(),
                one(sugar.defaultAction(), "defaultAction").orElse(natural.defaultAction()),
                sugar.action(),
                natural.highRisk(),
                natural.requiresExecutionGate() || one(sugar.scope(), "scope").equals(Optional.of(Scope.EXECUTE)));
    }

    private static <T> Optional<T> one(T[] values, String what) {
        if (values.length > 1) {
            throw new IllegalArgumentException(what + " has " + values.length + " values; at most one is allowed");
        }
        return values.length == 0 ? Optional.empty() : Optional.of(values[0]);
    }

    @Override
    public ToolDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public ToolResult call(ToolCall call) throws Exception {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).isPresent() ? arguments.get(i).get().value(call.arguments()) : call;
        }
        Object answer = invoke(values);
        return switch (answer) {
            case null -> ToolResult.of(ToolResult.Status.EMPTY, "");
            case ToolResult result -> result;
            default -> ToolResult.ok(answer.toString());
        };
    }

    private @Nullable Object invoke(@Nullable Object[] values) throws Exception {
        try {
            return method.invoke(skill, values);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw e;
            }
        }
    }
}
