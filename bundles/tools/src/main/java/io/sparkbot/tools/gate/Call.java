package io.sparkbot.tools.gate;

import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.tool.ToolCall;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** What a tool is given. */
record Call(
        UUID id,
        Map<String, Object> arguments,
        Person person,
        Optional<UUID> room,
        Optional<String> agent,
        Locale locale,
        ZoneId zone,
        Instant deadline,
        BooleanSupplier stopped,
        OutboundHttp http,
        KeyValues values)
        implements ToolCall {

    @Override
    public boolean cancelled() {
        return stopped.getAsBoolean() || Thread.currentThread().isInterrupted();
    }
}
