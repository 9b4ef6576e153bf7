package io.sparkbot.turns;

import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.web.Problem;

/** Stores how a turn begins: its message, what it takes the place of, and the turn, in one transaction. */
final class Beginnings {

    private final TurnStore store;
    private final Messages messages;
    private final RoomEvents events;
    private final UUID node;

    Beginnings(TurnStore store, Messages messages, RoomEvents events, UUID node) {
        this.store = store;
        this.messages = messages;
        this.events = events;
        this.node = node;
    }

    /**
     * A turn that has begun.
     *
     * @param again whether its message was said before, so that what came later is no part of the question
     */
    record Begun(Turn turn, Message question, TurnStore.Origin origin, boolean again) {}

    /** The person says something. */
    Begun said(TurnRequest request) {
        return store.transaction(() -> {
            Message question = messages.add(new NewMessage(request.roomId(), request.person().id(), request.content(), request.replyTo(), request.meta()));
            return begun(question, new TurnStore.Origin(request.source(), request.tools(), Optional.empty()), false);
        });
    }

    /** The first of the person's waiting messages is said, when there is one and nothing stands before it. */
    Optional<Begun> waited(Line line, Line.Place place) {
        return store.transaction(() -> line.take(place).map(taken -> {
            Optional<UUID> replyTo = taken.replyTo().filter(parent -> messages.find(place.roomId(), parent).isPresent());
            Message question = messages.add(new NewMessage(place.roomId(), place.personId(), taken.content(), replyTo, Optional.empty()));
            return begun(question, new TurnStore.Origin(taken.source(), true, Optional.empty()), false);
        }));
    }

    /**
     * A question is answered once more. The answer it has, if any, is set aside now and brought back when there will be no other.
     *
     * @param messageId the answer, or the question
     */
    Begun again(UUID roomId, UUID messageId, Person person, String source) {
        return store.transaction(() -> {
            messages.choose(roomId, messageId);
            Message target = messages.find(roomId, messageId).orElseThrow(Beginnings::noMessage);
            boolean answered = target.senderType() == PersonType.BOT;
            Message question = answered ? questionOf(target) : target;
            requireOwn(question, person);
            if (store.isOpen(question.id())) {
                throw Problem.conflict("conflict", "This message is being answered right now. Stop that answer first, or wait for it.");
            }
            Optional<Message> answer = answered ? Optional.of(target) : messages.answerTo(roomId, question.id()).filter(found -> found.senderType() == PersonType.BOT);
            answer.ifPresent(old -> messages.setAside(roomId, old.id()));
            return begun(question, new TurnStore.Origin(source, true, answer.map(Message::id)), true);
        });
    }

    /**
     * The person puts a question in other words, as if the first had not been asked; what followed it is set aside with it. A file that came
     * with the question stays with it.
     */
    Begun reworded(UUID roomId, UUID messageId, String content, Person person, String source) {
        return store.transaction(() -> {
            messages.choose(roomId, messageId);
            Message before = messages.find(roomId, messageId).orElseThrow(Beginnings::noMessage);
            requireOwn(before, person);
            messages.setAside(roomId, messageId);
            Message question = messages.add(new NewMessage(roomId, person.id(), content, before.replyTo(), before.meta(), Optional.empty(), Optional.of(messageId)));
            return begun(question, new TurnStore.Origin(source, true, Optional.empty()), false);
        });
    }

    private Begun begun(Message question, TurnStore.Origin origin, boolean again) {
        Turn turn = store.insert(question.roomId(), question.senderId(), question.id(), origin, node);
        events.publish(new RoomEvent.TurnChanged(question.roomId(), turn.id(), turn.state().wire(), question.id()));
        return new Begun(turn, question, origin, again);
    }

    private Message questionOf(Message answer) {
        return answer.answers()
                .flatMap(id -> messages.find(answer.roomId(), id))
                .orElseThrow(() -> Problem.conflict("conflict", "The question that this message answers is gone, so it cannot be answered again."));
    }

    private static void requireOwn(Message question, Person person) {
        if (!question.senderId().equals(person.id())) {
            throw Problem.forbidden("not_allowed", "Only the person who asked can have a question answered again or put it in other words.");
        }
    }

    private static Problem noMessage() {
        return Problem.notFound("There is no such message in this room.");
    }
}
