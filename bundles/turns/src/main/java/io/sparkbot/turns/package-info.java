/** The turn engine: prompt, model, tools, approvals, durable numbered events and their followers. */
@NullMarked
package io.sparkbot.turns;

import org.jspecify.annotations.NullMarked;
