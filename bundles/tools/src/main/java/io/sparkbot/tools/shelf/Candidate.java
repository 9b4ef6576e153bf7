package io.sparkbot.tools.shelf;

import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.tools.args.ArgumentSchema;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool as it was offered: its descriptor read once, so that what people saw when it came is what holds while it stays.
 *
 * @param fault why it cannot be called by itself, whoever else is there
 */
record Candidate(Tool tool, ToolDescriptor descriptor, Optional<ArgumentSchema> schema, Optional<String> fault) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{1,63}");
    private static final Duration LONGEST = Duration.ofHours(1);

    /** One and the same; a tool has no say in it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Looks at a tool; never throws for what the tool does. */
    static Candidate of(Tool tool, boolean builtin) {
        ToolDescriptor descriptor;
        try {
            descriptor = tool.descriptor();
        } catch (RuntimeException | LinkageError e) {
            return broken(tool, tool.getClass().getSimpleName(), "its descriptor cannot be read: " + e.getClass().getSimpleName());
        }
        if (descriptor == null) {
            return broken(tool, tool.getClass().getSimpleName(), "it has no descriptor");
        }
        try {
            ArgumentSchema schema = ArgumentSchema.parse(descriptor.schema());
            return new Candidate(tool, descriptor, Optional.of(schema), fault(descriptor, schema, builtin));
        } catch (IllegalArgumentException e) {
            return new Candidate(tool, descriptor, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** A tool that could not even be read, for the listing. */
    static Candidate broken(Tool tool, String name, String why) {
        ToolDescriptor descriptor = new ToolDescriptor(name, "", "{\"type\":\"object\"}", ToolPolicy.of(ActionType.DENY, "unknown"));
        return new Candidate(tool, descriptor, Optional.empty(), Optional.of(why));
    }

    private static Optional<String> fault(ToolDescriptor descriptor, ArgumentSchema schema, boolean builtin) {
        if (!NAME.matcher(descriptor.name()).matches()) {
            return Optional.of("the name \"" + descriptor.name() + "\" does not match " + NAME);
        }
        for (String alias : descriptor.aliases()) {
            if (!NAME.matcher(alias).matches()) {
                return Optional.of("the alias \"" + alias + "\" does not match " + NAME);
            }
        }
        if (descriptor.description().isBlank()) {
            return Optional.of("it has no description");
        }
        if (descriptor.timeout().isNegative() || descriptor.timeout().isZero() || descriptor.timeout().compareTo(LONGEST) > 0) {
            return Optional.of("its time limit is " + descriptor.timeout().toSeconds() + " s; allowed are 1 s to " + LONGEST.toSeconds() + " s");
        }
        for (String secret : descriptor.secretParameters()) {
            if (!schema.names().contains(secret)) {
                return Optional.of("its secret argument \"" + secret + "\" is not in its schema");
            }
        }
        return builtin ? Optional.empty() : descriptor.policy().fault().map(f -> "invalid policy: " + f);
    }
}
