package io.sparkbot.api.policy;

/** How deep a tool reaches. Names on the wire are lower case. */
public enum Scope {
    READ,
    WRITE,
    EXECUTE,
    ADMIN;

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
