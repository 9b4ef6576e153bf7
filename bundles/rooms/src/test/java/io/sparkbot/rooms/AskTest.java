package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Asking without a stream. */
class AskTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private final House house = new House(DATABASE);
    private final Person ada = house.crowd.human("ada");
    private final MessagesResource resource = new MessagesResource(house.rooms, house.transcript);

    /** An engine that stores the question and ends the turn with this. */
    private Turns ending(TurnEvent end) {
        return (Turns) Proxy.newProxyInstance(Turns.class.getClassLoader(), new Class<?>[] {Turns.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("start")) {
                TurnRequest request = (TurnRequest) arguments[0];
                Message human = house.say(request.roomId(), request.person(), request.content());
                return new Turn(UUID.randomUUID(), request.roomId(), request.person().id(), human.id(), TurnState.RUNNING, Instant.now(), Optional.empty(), 1);
            }
            return new TurnStream() {

                private boolean told;

                @Override
                public Optional<TurnEvent.Numbered> next(Duration wait) {
                    Optional<TurnEvent.Numbered> next = told ? Optional.empty() : Optional.of(new TurnEvent.Numbered(1, end));
                    told = true;
                    return next;
                }

                @Override
                public boolean ended() {
                    return told;
                }

                @Override
                public void close() {}
            };
        });
    }

    @Test
    @Tag("F-017")
    @Tag("W-23")
    void W_23_a_failed_model_is_an_error_and_the_question_stays() throws Exception {
        UUID room = house.room(ada);
        resource.setTurns(ending(new TurnEvent.Failed("model_timeout", "The model did not answer.")));
        Problem failed = assertThrows(Problem.class, () -> resource.ask(room, new MessagesResource.Said("anybody there?", null), ada));
        assertEquals(502, failed.status());
        assertEquals("upstream_failed", failed.code());
        assertEquals("anybody there?", house.transcript.newest(room, 10).getFirst().content());
        UUID answer = house.say(room, house.crowd.bot("sparkbot", "Sparkbot"), "yes").id();
        resource.setTurns(ending(new TurnEvent.Done(Optional.of(answer), false)));
        MessagesResource.Exchange exchange = resource.ask(room, new MessagesResource.Said("and now?", null), ada);
        assertEquals("yes", exchange.bot() == null ? "" : exchange.bot().content());
        assertEquals("and now?", exchange.human() == null ? "" : exchange.human().content());
    }
}
