package io.sparkbot.rooms;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /room}: where one is, and who else is there. */
@Component
public final class RoomCommand implements Command {

    private static final int NAMED = 20;

    private final RoomDirectory rooms;
    private final People people;

    @Activate
    public RoomCommand(@Reference RoomDirectory rooms, @Reference People people) {
        this.rooms = rooms;
        this.people = people;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("room", "/room", "Show this room: id, your role, members, execution gate, persona", Audience.READER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        Room room = call.room();
        List<Member> members = rooms.members(room.id());
        List<String> lines = new ArrayList<>(List.of(
                room.name() + "  " + room.id(),
                "your role  " + role(call.role().name()),
                "members    " + members.size() + ": " + names(members),
                "execution  " + (room.executionAllowed() ? "open" : "closed")));
        room.persona().ifPresent(persona -> lines.add("persona    " + persona));
        return CommandResult.of(String.join("\n", lines));
    }

    private String names(List<Member> members) {
        List<Member> named = members.stream().limit(NAMED).toList();
        Map<UUID, Person> known = people.byIds(named.stream().map(Member::personId).toList());
        String names = named.stream()
                .flatMap(member -> Optional.ofNullable(known.get(member.personId()))
                        .map(person -> person.displayName() + " (" + role(member.role().name()) + ")")
                        .stream())
                .collect(Collectors.joining(", "));
        return members.size() > NAMED ? names + " and " + (members.size() - NAMED) + " more" : names;
    }

    private static String role(String role) {
        return role.toLowerCase(Locale.ROOT);
    }
}
