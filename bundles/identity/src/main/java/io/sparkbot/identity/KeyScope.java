package io.sparkbot.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sparkbot.api.person.Access;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a key may be made for. Of several scopes the widest counts. */
public enum KeyScope {
    @JsonProperty("read")
    READ(Access.READ),
    @JsonProperty("chat")
    CHAT(Access.CHAT),
    @JsonProperty("full")
    FULL(Access.FULL);

    private final Access access;

    KeyScope(Access access) {
        this.access = access;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those of the stored scopes that this version knows. */
    static List<KeyScope> known(String[] stored) {
        return Arrays.stream(values()).filter(scope -> Arrays.asList(stored).contains(scope.wire())).toList();
    }

    /** What the stored scopes open together; nothing when this version knows none of them. */
    static Access access(String[] stored) {
        return known(stored).stream().map(scope -> scope.access).max(Comparator.naturalOrder()).orElse(Access.NOTHING);
    }
}
