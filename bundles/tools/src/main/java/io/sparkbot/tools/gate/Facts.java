package io.sparkbot.tools.gate;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.Gatekeeper.Question;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.tools.shelf.Asking;
import io.sparkbot.tools.shelf.Slot;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the policy needs to know beside the call itself, as it is now.
 *
 * @param executionAllowed state of the room's execution gate; empty where it cannot be known
 */
record Facts(Person person, Optional<UUID> room, Optional<Boolean> executionAllowed, boolean operator) {

    private static final Logger LOG = LoggerFactory.getLogger(Facts.class);

    static Facts of(Guardians now, Gate.Request request, Person person) {
        return new Facts(person, request.room(), request.room().flatMap(id -> gate(now, id)), operator(now, person));
    }

    /** The facts with the person read anew; empty when the person is inactive or may not write in the room any more. */
    static Optional<Facts> current(Guardians now, Gate.Request request) {
        People people = now.people();
        Rooms rooms = now.rooms();
        if (people == null || rooms == null) {
            return Optional.empty();
        }
        Optional<Person> person = people.find(request.person().id()).filter(Person::active);
        boolean writes = request.room()
                .flatMap(id -> rooms.member(id, request.person().id()))
                .map(Member::role)
                .filter(RoomRole::canSend)
                .isPresent();
        return person.filter(p -> writes).map(p -> of(now, request, p));
    }

    private static Optional<Boolean> gate(Guardians now, UUID roomId) {
        if (now.rooms() == null) {
            return Optional.empty();
        }
        try {
            return now.rooms().find(roomId).map(Room::executionAllowed);
        } catch (RuntimeException e) {
            LOG.warn("the execution gate of room {} cannot be read and counts as closed: {}", roomId, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static boolean operator(Guardians now, Person person) {
        try {
            return now.people() != null && now.people().isOperator(person);
        } catch (RuntimeException e) {
            LOG.warn("whether {} is an operator cannot be read and counts as no: {}", person.username(), e.getClass().getSimpleName());
            return false;
        }
    }

    Question question(Slot slot, Map<String, Object> arguments, Optional<Approval> granted) {
        return new Question(
                slot.name(),
                arguments,
                Optional.of(declared(slot, arguments)),
                !slot.origin().builtin(),
                person,
                room,
                executionAllowed,
                operator,
                false,
                granted);
    }

    private static ToolPolicy declared(Slot slot, Map<String, Object> arguments) {
        try {
            return Asking.of(slot.origin(), () -> slot.tool().policyFor(arguments)).orElse(slot.descriptor().policy());
        } catch (Asking.Unanswered e) {
            LOG.warn("tool {} failed to say its policy and is denied: {}", slot.name(), e.getMessage());
            return ToolPolicy.of(ActionType.DENY, slot.descriptor().policy().resource()).withDefaultAction(DefaultAction.DENY);
        }
    }

    Question unknown(String tool) {
        return new Question(tool, Map.of(), Optional.empty(), true, person, room, executionAllowed, operator, false, Optional.empty());
    }
}
