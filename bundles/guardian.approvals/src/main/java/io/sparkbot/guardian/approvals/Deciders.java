package io.sparkbot.guardian.approvals;

import java.util.Optional;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.room.RoomRole;

/** Who may decide: never a viewer and nobody from outside the room. */
final class Deciders {

    private final String setting;
    private final People people;

    Deciders(String setting, People people) {
        this.setting = setting;
        this.people = people;
    }

    boolean may(Approval approval, Person person, Optional<RoomRole> role) {
        if (!person.active() || person.isBot() || role.isEmpty() || !role.get().canSend()) {
            return false;
        }
        if (approval.personId().equals(person.id())) {
            return true;
        }
        return switch (setting) {
            case "requester" -> false;
            case "any_member" -> true;
            default -> role.get().leads() || people.isOperator(person);
        };
    }
}
