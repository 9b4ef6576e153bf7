package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages.Checkpoint;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckpointTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private House house = new House(DATABASE);
    private Person ada = house.crowd.human("ada");
    private UUID room = UUID.randomUUID();

    @BeforeEach
    void empty() {
        DATABASE.clear();
        room = house.room(ada);
    }

    private Optional<Checkpoint> atTheEnd() {
        return house.transcript.checkpointBefore(room, house.say(room, ada, "end").id());
    }

    @Test
    @Tag("D-13")
    void a_message_that_is_edited_or_deleted_takes_the_summaries_along_that_may_repeat_it() {
        Message first = house.say(room, ada, "first");
        Message second = house.say(room, ada, "second");
        Checkpoint early = new Checkpoint(first.id(), "about the first");
        Checkpoint late = new Checkpoint(second.id(), "about both");
        house.transcript.addCheckpoint(room, early);
        house.transcript.addCheckpoint(room, late);
        assertEquals(Optional.of(late), atTheEnd());
        house.transcript.edit(room, second.id(), ada, "other words");
        assertEquals(Optional.of(early), atTheEnd());
        house.transcript.addCheckpoint(room, late);
        house.transcript.delete(house.rooms.require(room, ada), first.id());
        assertTrue(atTheEnd().isEmpty(), "what was said first may stand in both");
    }

    @Test
    void a_checkpoint_of_a_message_that_is_gone_is_not_stored() {
        Message said = house.say(room, ada, "gone");
        house.transcript.delete(house.rooms.require(room, ada), said.id());
        house.transcript.addCheckpoint(room, new Checkpoint(said.id(), "summary"));
        assertTrue(atTheEnd().isEmpty());
    }

    @Test
    @Tag("F-041")
    void new_sets_a_boundary_that_stays_when_messages_before_it_change() {
        Message said = house.say(room, ada, "before");
        house.say(room, ada, "last");
        new NewCommand(house.transcript).run(new CommandCall(ada, house.rooms.require(room, ada).room(), RoomRole.OWNER, "", "web"));
        house.transcript.edit(room, said.id(), ada, "changed");
        assertEquals("", atTheEnd().orElseThrow().summary());
    }
}
