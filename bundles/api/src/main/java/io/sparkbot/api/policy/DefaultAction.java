package io.sparkbot.api.policy;

/** What happens to a call when nothing else decides. Names on the wire are lower case. */
public enum DefaultAction {
    ALLOW,
    CONFIRM,
    DENY,
    PRIVILEGED,
    PRIVILEGED_REVEAL;

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
