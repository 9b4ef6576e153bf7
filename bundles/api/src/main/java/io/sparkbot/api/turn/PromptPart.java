package io.sparkbot.api.turn;

import java.util.Optional;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Room;
import org.osgi.annotation.versioning.ConsumerType;

/** A service that adds a part to the instructions of every turn. Failing parts are left out and logged. */
@ConsumerType
public interface PromptPart {

    /** Where the part stands; lower comes first. */
    Place place();

    Optional<String> text(Context context);

    /** What the part may look at. */
    record Context(Room room, Person person, String message) {}

    /** The order of instructions, from stable to volatile. */
    enum Place {
        BASE,
        POLICIES,
        AGENT,
        PERSONA,
        ROOM,
        ROSTER,
        SKILLS,
        CAPABILITIES,
        BRIDGE,
        ENVIRONMENT,
        MEMORY,
        TOOLS
    }
}
