package io.sparkbot.api.person;

/** What a credential opens, from nothing to everything; each value holds the ones before it. API keys stop at {@link #FULL}. */
public enum Access {
    /** A key whose scopes this version does not know. */
    NOTHING,
    /** Reading. */
    READ,
    /** Reading, and taking part: rooms, messages, turns, uploads. */
    CHAT,
    /** Whatever the person may do, except for what belongs to {@link #SIGN_IN}. */
    FULL,
    /** A sign-in by a person: also passwords, sessions, API keys and the making of administrators. */
    SIGN_IN;

    public boolean covers(Access needed) {
        return this != NOTHING && compareTo(needed) >= 0;
    }
}
