package io.sparkbot.tools;

import io.sparkbot.api.tool.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The private values of one tool for one person in one room, within their limits. */
final class KeyValueArea implements ToolCall.KeyValues {

    static final int MAX_KEY_CHARACTERS = 200;
    static final int MAX_VALUE_BYTES = 65_536;
    static final int MAX_KEYS = 1_000;

    private final Supplier<@Nullable KeyValueStore> store;
    private final Owner owner;

    /** Whose values these are. */
    record Owner(String skillId, String tool, UUID personId, Optional<UUID> roomId) {}

    KeyValueArea(Supplier<@Nullable KeyValueStore> store, Owner owner) {
        this.store = store;
        this.owner = owner;
    }

    @Override
    public Optional<String> get(String key) {
        String name = checked(key);
        return store().get(owner, name);
    }

    @Override
    public void put(String key, String value) {
        String name = checked(key);
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("the value of \"" + key + "\" has " + bytes + " bytes; the limit is " + MAX_VALUE_BYTES);
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the value of \"" + key + "\" contains a NUL character");
        }
        if (!store().put(owner, name, value)) {
            throw new IllegalStateException("the tool " + owner.tool() + " already keeps " + MAX_KEYS + " values here; remove one first");
        }
    }

    @Override
    public void remove(String key) {
        String name = checked(key);
        store().remove(owner, name);
    }

    private static String checked(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY_CHARACTERS || key.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("keys have 1 to " + MAX_KEY_CHARACTERS + " characters and no NUL");
        }
        return key;
    }

    private KeyValueStore store() {
        KeyValueStore present = store.get();
        if (present == null) {
            throw new IllegalStateException("the values of tools cannot be reached: the database is not ready");
        }
        return present;
    }
}
