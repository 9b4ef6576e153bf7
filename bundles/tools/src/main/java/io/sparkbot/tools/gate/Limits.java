package io.sparkbot.tools.gate;

import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.tools.shelf.Slot;
import java.time.Duration;

/**
 * How long and how often tools may run.
 *
 * @param timeout time limit of a call whose tool sets none of its own
 * @param concurrentSkillCalls calls of one skill at a time
 * @param concurrentBuiltinCalls calls of one built-in bundle at a time
 */
public record Limits(Duration timeout, int concurrentSkillCalls, int concurrentBuiltinCalls) {

    Duration timeout(Slot slot) {
        Duration own = slot.descriptor().timeout();
        return own.equals(ToolDescriptor.DEFAULT_TIMEOUT) ? timeout : own;
    }

    int concurrentCalls(Slot slot) {
        return slot.origin().builtin() ? concurrentBuiltinCalls : concurrentSkillCalls;
    }
}
