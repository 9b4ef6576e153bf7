package io.sparkbot.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/** One row of the health page. A check answers within a second and never throws. */
@ConsumerType
public interface HealthCheck {

    Health check();

    /**
     * @param name short, in the words of the page, for example {@code database}
     * @param remedy what to do; empty when all is well
     */
    record Health(String name, State state, String detail, String remedy) {}

    /** From well to out of service. */
    enum State {
        OK,
        WARN,
        CRITICAL
    }
}
