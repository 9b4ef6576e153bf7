package io.sparkbot.rooms;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.Database;
import io.sparkbot.rooms.db.Tables;
import io.sparkbot.testdb.TestDatabase;

/** The rooms bundle put together on a real database, with what a test needs to look at it. */
final class House {

    final Database database;
    final Crowd crowd;
    final RoomBus bus;
    final RoomDirectory rooms;
    final Transcript transcript;
    final Memberships memberships;
    final Invitations invitations;
    final Search search;
    final BlockingQueue<RoomEvent> told = new LinkedBlockingQueue<>();

    House(TestDatabase testDatabase) {
        this(testDatabase, false);
    }

    House(TestDatabase testDatabase, boolean directRoomsMayExecute) {
        database = testDatabase.of("rooms");
        crowd = new Crowd(database);
        bus = new RoomBus(database);
        bus.addObserver(told::add);
        RoomsConfig config = (RoomsConfig) Proxy.newProxyInstance(
                RoomsConfig.class.getClassLoader(), new Class<?>[] {RoomsConfig.class}, (proxy, method, arguments) -> directRoomsMayExecute);
        rooms = new RoomDirectory(database, bus, crowd, new RoomSettings(config));
        transcript = new Transcript(database, crowd, bus);
        memberships = new Memberships(database, rooms, crowd, bus);
        search = new Search(database, rooms, transcript);
        invitations = new Invitations(database, memberships, rooms, crowd);
    }

    UUID room(Person owner) {
        return rooms.create(owner, "Room of " + owner.username(), Optional.empty()).room().id();
    }

    void join(UUID roomId, Person person, RoomRole role) {
        database.query(sql -> sql.insertInto(Tables.MEMBER)
                .set(Tables.MEMBER.ROOM_ID, roomId)
                .set(Tables.MEMBER.PERSON_ID, person.id())
                .set(Tables.MEMBER.ROLE, role.name())
                .set(Tables.MEMBER.JOINED_AT, java.time.Instant.now())
                .execute());
    }

    void leave(UUID roomId, Person person) {
        database.transaction(sql -> {
            sql.deleteFrom(Tables.MEMBER).where(Tables.MEMBER.ROOM_ID.eq(roomId).and(Tables.MEMBER.PERSON_ID.eq(person.id()))).execute();
            bus.publish(new RoomEvent.MembershipChanged(roomId, person.id(), ""));
            return roomId;
        });
    }

    Message say(UUID roomId, Person person, String content) {
        return transcript.add(new NewMessage(roomId, person.id(), content));
    }

    Message reply(UUID roomId, Person person, String content, UUID parent) {
        return transcript.add(new NewMessage(roomId, person.id(), content, Optional.of(parent), Optional.empty()));
    }

    /** The next event of this kind; fails when none comes. */
    <E extends RoomEvent> E next(Class<E> kind) throws InterruptedException {
        while (true) {
            RoomEvent event = told.poll(1, TimeUnit.MINUTES);
            if (event == null) {
                throw new AssertionError("no " + kind.getSimpleName() + " was told");
            }
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }

    /** The pool of a test is small: whoever found no connection asks again, as a client would. */
    static <T> T insisting(java.util.concurrent.Callable<T> act) throws Exception {
        while (true) {
            try {
                return act.call();
            } catch (io.sparkbot.api.store.DatabaseUnavailable busy) {
                Thread.yield();
            }
        }
    }

    /** Waits until this membership has been told, and forgets what was told up to then. */
    void awaitToldOf(Person person) throws InterruptedException {
        while (!next(RoomEvent.MembershipChanged.class).personId().equals(person.id())) {
            // an earlier one
        }
    }

    static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree(text);
    }

    static List<String> contents(List<Message> messages) {
        return messages.stream().map(Message::content).toList();
    }
}
