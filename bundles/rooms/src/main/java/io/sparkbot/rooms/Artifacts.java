package io.sparkbot.rooms;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The papers of rooms: members read them, owners and moderators write them. They go with their room. */
@Component(service = Artifacts.class)
public final class Artifacts {

    static final int PER_ROOM = 5000;

    private final ArtifactStore store;
    private final MemberStore members;
    private final Memberships memberships;
    private final RoomDirectory rooms;

    @Activate
    public Artifacts(@Reference(target = "(schema=rooms)") Database database, @Reference RoomDirectory rooms, @Reference Memberships memberships) {
        this.store = new ArtifactStore(database);
        this.members = new MemberStore(database);
        this.rooms = rooms;
        this.memberships = memberships;
    }

    /** @throws Problem 403 when the person is no member */
    List<Artifact> newest(UUID roomId, Person person, Optional<Artifact.Type> type, Optional<UUID> before, int limit) {
        rooms.require(roomId, person);
        return store.newest(roomId, type, before, limit);
    }

    /** @throws Problem 403 when the person is no member, 404 when the room has no such paper */
    Artifact require(UUID roomId, Person person, UUID id) {
        rooms.require(roomId, person);
        return store.find(roomId, id).orElseThrow(Artifacts::noPaper);
    }

    /** @throws Problem 403 when the person does not lead the room, 404 when the room has no such paper */
    void remove(UUID roomId, Person by, UUID id) {
        mayWrite(roomId, by);
        if (!store.remove(roomId, id)) {
            throw noPaper();
        }
    }

    private static Problem noPaper() {
        return Problem.notFound("There is no such paper in this room.");
    }

    /** @throws Problem 403 when the person does not lead the room, 409 when the room has {@value #PER_ROOM} papers */
    Artifact add(UUID roomId, Person by, Artifact.Draft draft) {
        return store.transaction(() -> {
            lock(roomId);
            mayWrite(roomId, by);
            return put(roomId, by, draft);
        });
    }

    /** Keeps the notes and what was taken out of them together, or nothing. The drafts beside the notes are told their id. */
    Artifact addNotes(UUID roomId, Person by, Minutes.Written written) {
        return store.transaction(() -> {
            lock(roomId);
            mayWrite(roomId, by);
            Artifact notes = put(roomId, by, written.notes());
            written.parts(notes.id()).forEach(part -> put(roomId, by, part));
            return notes;
        });
    }

    /** @throws Problem 403 when the person does not lead the room */
    void mayWrite(UUID roomId, Person person) {
        memberships.leading(roomId, person, "write its papers");
    }

    private Artifact put(UUID roomId, Person by, Artifact.Draft draft) {
        if (store.count(roomId) >= PER_ROOM) {
            throw Problem.conflict("conflict", "The room has " + PER_ROOM + " papers, and that is the limit. Go on in another room.");
        }
        return store.add(roomId, by.id(), draft);
    }

    private void lock(UUID roomId) {
        if (!members.lock(roomId)) {
            throw RoomDirectory.noRoom();
        }
    }
}
