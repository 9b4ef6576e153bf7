package io.sparkbot.turns;

import static io.sparkbot.turns.db.Tables.STEER;
import static io.sparkbot.turns.db.Tables.TURN;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.web.Problem;

/**
 * What a person adds to a turn while it runs or waits: a message of the room, given to the model before its next call. The row of the turn
 * is locked when one is added and when a turn ends, so that an addition is either read by the turn or refused.
 */
final class Steering {

    private static final int MOST_AT_ONCE = 20;

    private final Database database;
    private final TurnStore store;
    private final Messages messages;

    Steering(Database database, TurnStore store, Messages messages) {
        this.database = database;
        this.store = store;
        this.messages = messages;
    }

    /** @throws Problem as {@link io.sparkbot.api.turn.Turns#steer} */
    Message add(UUID roomId, UUID turnId, Person person, String content) {
        return store.transaction(() -> {
            Turn turn = store.lock(turnId)
                    .map(TurnStore.Row::turn)
                    .filter(found -> found.roomId().equals(roomId))
                    .orElseThrow(() -> Problem.notFound("There is no such turn in this room."));
            if (!turn.personId().equals(person.id())) {
                throw Problem.forbidden("not_allowed", "Only the person who asked can add to the question while it is answered.");
            }
            if (turn.state().isOver()) {
                throw Problem.conflict("conflict", "This answer has ended. Send the text as a message.");
            }
            Message message = messages.add(new NewMessage(roomId, person.id(), content, Optional.empty(), Optional.empty(), Optional.of(turn.messageId()), Optional.empty()));
            database.query(sql -> {
                if (sql.fetchCount(STEER, STEER.TURN_ID.eq(turnId)) >= MOST_AT_ONCE) {
                    throw new Problem(429, "rate_limited", MOST_AT_ONCE + " additions wait for the next step of this answer, which is the limit. Wait until it has read them.");
                }
                sql.insertInto(STEER).set(STEER.TURN_ID, turnId).set(STEER.MESSAGE_ID, message.id()).set(STEER.CONTENT, message.content()).execute();
                return sql.update(TURN).set(TURN.STEERED, true).where(TURN.ID.eq(turnId)).execute();
            });
            return message;
        });
    }

    /** Takes what was added since the last time, oldest first. */
    List<String> take(UUID turnId) {
        return database.query(sql -> sql.deleteFrom(STEER)
                        .where(STEER.TURN_ID.eq(turnId))
                        .returning(STEER.MESSAGE_ID, STEER.CONTENT)
                        .fetch(row -> new Added(row.getMessageId(), row.getContent())))
                .stream()
                .sorted(Comparator.comparing(added -> added.messageId().toString()))
                .map(Added::content)
                .toList();
    }

    private record Added(UUID messageId, String content) {}
}
