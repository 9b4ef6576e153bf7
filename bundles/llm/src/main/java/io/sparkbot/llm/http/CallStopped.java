package io.sparkbot.llm.http;

import java.io.IOException;

/** The call was ended on our side. */
public final class CallStopped extends IOException {

    private static final long serialVersionUID = 1L;

    private final CallStop.Cause cause;

    public CallStopped(CallStop.Cause cause) {
        super("call ended: " + cause);
        this.cause = cause;
    }

    public CallStop.Cause why() {
        return cause;
    }
}
