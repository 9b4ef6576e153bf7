package io.sparkbot.tools.shelf;

import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tool made for a test. */
public record TestTool(ToolDescriptor descriptor, Body body, Optional<String> unavailable) implements Tool {

    /** What it does. */
    public interface Body {
        ToolResult call(ToolCall call) throws Exception;
    }

    public static final String ANY_TEXT =
            "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"},\"password\":{\"type\":\"string\"}}}";

    public static TestTool named(String name, String... aliases) {
        return reading(name, call -> ToolResult.ok(name), aliases);
    }

    public static TestTool reading(String name, Body body, String... aliases) {
        return of(name, ToolPolicy.of(ActionType.READ, "workspace"), ToolDescriptor.DEFAULT_TIMEOUT, body, aliases);
    }

    public static TestTool of(String name, ToolPolicy policy, Duration timeout, Body body, String... aliases) {
        return new TestTool(
                new ToolDescriptor(name, "A tool for tests", ANY_TEXT, policy, timeout, Set.of("password"), List.of(aliases), ""),
                body,
                Optional.empty());
    }

    public TestTool unavailable(String why) {
        return new TestTool(descriptor, body, Optional.of(why));
    }

    @Override
    public ToolResult call(ToolCall call) throws Exception {
        return body.call(call);
    }
}
