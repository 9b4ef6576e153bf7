package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.testdb.TestDatabase;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
@Tag("F-051")
class CommandsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;
    private Engine turns;

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        turns = plant.machine().engine();
    }

    @AfterEach
    void close() {
        plant.close();
    }

    private String stop(Person person, RoomRole role) {
        return new StopCommand(turns, plant.crowd)
                .run(new CommandCall(person, plant.rooms.find(plant.room).orElseThrow(), role, "", "web"))
                .text();
    }

    private Turn running(Person person) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("Once upon", reached));
        Turn turn = turns.start(plant.says(person, "a story"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        return turn;
    }

    @Test
    void stop_ends_ones_own_answer_and_says_so() throws Exception {
        assertEquals("Nothing is running here.", stop(plant.ben, RoomRole.MEMBER));
        Turn turn = running(plant.ben);
        assertEquals("Stopped.", stop(plant.ben, RoomRole.MEMBER));
        assertEquals(TurnState.STOPPED, plant.state(turn.id()));
    }

    @Test
    void another_members_answer_is_stopped_by_those_who_lead_the_room_and_by_nobody_else() throws Exception {
        Turn turn = running(plant.ada);
        assertTrue(stop(plant.ben, RoomRole.MEMBER).contains("others"));
        assertEquals(TurnState.RUNNING, plant.state(turn.id()));
        assertEquals("Stopped.", stop(plant.ben, RoomRole.MOD));
        assertEquals(TurnState.STOPPED, plant.state(turn.id()));
    }

    @Test
    void the_stream_of_a_command_is_made_of_short_tokens_and_an_end_and_splits_no_character() {
        String stream = SaidCommands.events(CommandResult.of("x".repeat(79) + "😀" + "y".repeat(10)));
        assertEquals(3, stream.lines().filter(line -> line.startsWith("data: ")).count(), stream);
        assertTrue(stream.contains("x😀\""), stream);
        assertTrue(stream.endsWith("{\"type\":\"done\",\"seq\":3}\n\n"), stream);
    }

    @Test
    void the_turn_that_goes_on_is_named_by_the_action() {
        UUID turn = UUID.randomUUID();
        assertEquals(Optional.of(new SaidCommands.Followed(turn, 7)), SaidCommands.followed(CommandResult.turn("Approved", turn, 7)));
        assertEquals(Optional.empty(), SaidCommands.followed(CommandResult.of("text")));
    }

    @Test
    void without_a_registry_a_line_with_a_slash_goes_to_the_model() {
        assertEquals(Optional.empty(), new SaidCommands().run("/stop", plant.room, plant.ada, "cli"));
    }
}
