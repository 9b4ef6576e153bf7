package io.sparkbot.tools.shelf;

import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.tools.args.ArgumentSchema;

/**
 * A tool that can be called.
 *
 * @param offer the service it came with; calls are counted by it, so that the service can wait for them when it goes
 */
public record Slot(Offer offer, Tool tool, ToolDescriptor descriptor, ArgumentSchema schema) {

    public Origin origin() {
        return offer.origin();
    }

    public String name() {
        return descriptor.name();
    }
}
