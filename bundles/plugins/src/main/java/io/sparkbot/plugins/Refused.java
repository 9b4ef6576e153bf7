package io.sparkbot.plugins;

import java.util.Optional;

/** A bundle that was not taken, with the reason in plain words. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final State state;
    private final boolean lacking;
    private final transient Optional<String> name;

    private Refused(State state, String reason, boolean lacking, Optional<String> name) {
        super(reason, null, false, false);
        this.state = state;
        this.lacking = lacking;
        this.name = name;
    }

    /** Not allowed in: nothing of it ran. */
    static Refused rejected(String reason) {
        return new Refused(State.REJECTED, reason, false, Optional.empty());
    }

    /** Let in, but it does not work. */
    static Refused failed(String reason) {
        return new Refused(State.FAILED, reason, false, Optional.empty());
    }

    /** Works as soon as somebody brings what it lacks. */
    static Refused lacking(String reason) {
        return new Refused(State.FAILED, reason, true, Optional.empty());
    }

    /** The same for a bundle whose name is known by now. */
    Refused of(String bundleName) {
        return new Refused(state, reason(), lacking, Optional.of(bundleName));
    }

    /** Whether another bundle may mend it. */
    boolean isLacking() {
        return lacking;
    }

    State state() {
        return state;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** Symbolic name of the bundle, where the jar could be read that far. */
    Optional<String> name() {
        return name;
    }
}
