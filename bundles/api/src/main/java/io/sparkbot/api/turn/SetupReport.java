package io.sparkbot.api.turn;

import java.util.List;

import io.sparkbot.api.person.Person;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that tells how its part of the installation stands right now. It is asked when a person asks the assistant about its own set-up, which
 * is answered from here and not by a model. Failing ones are left out and logged.
 */
@ConsumerType
public interface SetupReport {

    /** What this person may know, the most important first; never a secret. */
    List<Line> lines(Person person);

    /** One fact, in words for people: {@code Active model}, {@code gpt-4o-mini (openai)}. */
    record Line(String name, String value) {}
}
