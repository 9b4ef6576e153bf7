package io.sparkbot.tools.gate;

import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.tool.ToolCall;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a tool is given.
 *
 * @param choice of the person who asks; looked up when the tool wants to know, since few do
 */
record Call(
        UUID id,
        Map<String, Object> arguments,
        Person person,
        Optional<UUID> room,
        Optional<String> agent,
        Supplier<Preferences.Choice> choice,
        Instant deadline,
        BooleanSupplier stopped,
        OutboundHttp http,
        KeyValues values)
        implements ToolCall {

    @Override
    public Locale locale() {
        return choice.get().locale().orElse(Locale.ENGLISH);
    }

    @Override
    public ZoneId zone() {
        return choice.get().zone().orElseGet(ZoneId::systemDefault);
    }

    @Override
    public boolean cancelled() {
        return stopped.getAsBoolean() || Thread.currentThread().isInterrupted();
    }
}
