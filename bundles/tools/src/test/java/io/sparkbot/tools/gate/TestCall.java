package io.sparkbot.tools.gate;

import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.tool.ToolCall;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A call with nothing around it. */
public final class TestCall {

    public static final Person ADA =
            new Person(UUID.fromString("00000000-0000-7000-8000-00000000ada0"), "ada", "Ada", PersonType.HUMAN, AccountRole.MEMBER, true);

    private static final Preferences.Choice IN_UTC = new Preferences.Choice(Optional.of(Locale.ENGLISH), Optional.of(ZoneOffset.UTC));

    private TestCall() {}

    public static ToolCall with(Map<String, Object> arguments) {
        OutboundHttp none = request -> {
            throw new OutboundHttp.Refused("no network in this test");
        };
        return new Call(UUID.randomUUID(), arguments, ADA, Optional.empty(), Optional.empty(), () -> IN_UTC, Instant.MAX,
                () -> false, none, new ToolCall.KeyValues() {
                    @Override
                    public Optional<String> get(String key) {
                        return Optional.empty();
                    }

                    @Override
                    public void put(String key, String value) {}

                    @Override
                    public void remove(String key) {}
                });
    }
}
