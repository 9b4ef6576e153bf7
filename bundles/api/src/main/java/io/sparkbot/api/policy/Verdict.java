package io.sparkbot.api.policy;

/** The Gatekeeper's answer. Names on the wire are lower case. */
public enum Verdict {
    ALLOW,
    CONFIRM,
    DENY,
    PRIVILEGED,
    PRIVILEGED_REVEAL;

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
