package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-042")
class ExportCommandTest {

    private final Person ada = new Person(UUID.randomUUID(), "ada", "Ada", PersonType.HUMAN, AccountRole.MEMBER, true);
    private final Room room = new Room(UUID.randomUUID(), "Room", Optional.empty(), ada.id(), Instant.EPOCH, Instant.EPOCH, Optional.empty(), false);
    private final ExportCommand command = new ExportCommand();

    private CommandResult.Action run() {
        return command.run(new CommandCall(ada, room, RoomRole.VIEWER, "", "web")).action().orElseThrow();
    }

    @Test
    void the_client_is_sent_to_the_whole_room_as_a_file_in_the_time_zone_of_the_person() {
        String plain = "/api/v1/chat/rooms/" + room.id() + "/export";
        assertEquals(new CommandResult.Action("download", plain), run());
        Preferences chosen = person -> new Preferences.Choice(Optional.empty(), Optional.of(ZoneId.of("Asia/Tokyo")));
        command.setPreferences(chosen);
        assertEquals(plain + "?zone=Asia/Tokyo", run().value());
        command.unsetPreferences(chosen);
        assertEquals(plain, run().value());
    }
}
