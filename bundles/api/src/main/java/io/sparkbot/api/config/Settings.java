package io.sparkbot.api.config;

import java.util.Map;

import org.osgi.annotation.versioning.ProviderType;

/** Read and change settings by key ({@code turns.max_tool_rounds}). Components get their own settings through Declarative Services instead. */
@ProviderType
public interface Settings {

    /**
     * Saves values as if typed in the settings page: all are checked, then all are stored and applied to the running components.
     *
     * @param values text, numbers, booleans or lists by key; {@code Settings.DEFAULT} takes the saved value back
     * @param changedBy who did it, for the audit
     * @throws io.sparkbot.api.web.Problem 422 {@code invalid} for an unknown key or a bad value, 409 {@code conflict} for a key fixed by file or environment
     */
    void save(Map<String, Object> values, java.util.UUID changedBy);

    /** Whether the value comes from the file or the environment and cannot be changed here. */
    boolean isLocked(String key);

    /** Whether anything but the default is set. */
    boolean isSet(String key);

    /** Takes a saved value back. */
    Object DEFAULT = new Object();
}
