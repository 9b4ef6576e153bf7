package io.sparkbot.api.command;

import io.sparkbot.api.person.Person;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** The commands there are. */
@ProviderType
public interface Commands {

    /**
     * What the person may use in the room, by name.
     *
     * @throws io.sparkbot.api.web.Problem as {@link io.sparkbot.api.room.Rooms#require}
     */
    List<CommandDescriptor> usable(UUID roomId, Person person);

    /** The command the line begins with; empty when it is no line of the form {@code /name …} or nothing has that name. */
    Optional<CommandDescriptor> find(String line);

    /**
     * Runs a line such as {@code /model gpt-4o-mini}.
     *
     * @throws io.sparkbot.api.web.Problem 404 {@code not_found} with a suggestion for an unknown command, 403 when the person may not
     *     use it here, 503 {@code unavailable} when it is just being replaced, and what the command itself refuses
     */
    CommandResult run(String line, UUID roomId, Person person, String source);
}
