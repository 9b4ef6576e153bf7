package io.sparkbot.api.command;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import java.util.List;

/**
 * One use of a command.
 *
 * @param role the person's role in the room
 * @param argument what follows the name, without white space around it; empty when there is nothing
 * @param source where it came from: {@code web}, {@code cli}, {@code telegram} …
 */
public record CommandCall(Person person, Room room, RoomRole role, String argument, String source) {

    /** The argument's words. */
    public List<String> words() {
        return argument.isEmpty() ? List.of() : List.of(argument.split("\\s+"));
    }
}
