package io.sparkbot.tools.shelf;

import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.tools.args.ArgumentSchema;
import org.jspecify.annotations.Nullable;

/**
 * A tool that can be called.
 *
 * @param offer the service it came with; calls are counted by it, so that the service can wait for them when it goes
 */
public record Slot(Offer offer, Tool tool, ToolDescriptor descriptor, ArgumentSchema schema) {

    /** Whether both are the tool of one service, though the shelf may have been made anew between them. */
    public boolean isSame(Slot other) {
        return tool == other.tool && offer == other.offer;
    }

    /** One and the same; a tool has no say in it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    public Origin origin() {
        return offer.origin();
    }

    public String name() {
        return descriptor.name();
    }
}
