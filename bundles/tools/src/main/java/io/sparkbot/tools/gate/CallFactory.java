package io.sparkbot.tools.gate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.tools.shelf.Slot;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together what a tool is given. */
public final class CallFactory {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    private final Supplier<@Nullable OutboundHttp> http;
    private final KeyValueAreas areas;
    private final Function<UUID, Preferences.Choice> choices;
    private final Clock clock;

    /** The private key/value area of a tool for a person in a room. */
    @FunctionalInterface
    public interface KeyValueAreas {
        ToolCall.KeyValues of(String skillId, String tool, UUID personId, Optional<UUID> roomId);
    }

    /** @param choices what a person chose, by id */
    public CallFactory(Supplier<@Nullable OutboundHttp> http, KeyValueAreas areas, Function<UUID, Preferences.Choice> choices, Clock clock) {
        this.http = http;
        this.areas = areas;
        this.choices = choices;
        this.clock = clock;
    }

    ToolCall make(Gate.Request request, Slot slot, Map<String, Object> arguments, Duration timeout) {
        return new Call(
                request.callId(),
                Map.copyOf(arguments),
                request.person(),
                request.room(),
                request.agent(),
                () -> choices.apply(request.person().id()),
                clock.instant().plus(timeout),
                request.cancelled(),
                wish -> send(wish, new OutboundHttp.Caller(slot.name(), Optional.of(request.person().id()), request.room(), request.turn())),
                areas.of(slot.origin().skillId(), slot.name(), request.person().id(), request.room()));
    }

    private OutboundHttp.Answer send(OutboundHttp.Request request, OutboundHttp.Caller caller) throws IOException, InterruptedException {
        OutboundHttp guarded = http.get();
        if (guarded == null) {
            throw new OutboundHttp.Refused("The guarded way out (bundle egress) is not running, so nothing can be fetched.");
        }
        return guarded.send(request, caller);
    }

    /** The exact arguments, for an approval. */
    String json(Map<String, Object> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("checked arguments are plain values", e);
        }
    }
}
