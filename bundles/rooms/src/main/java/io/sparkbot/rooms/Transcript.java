package io.sparkbot.rooms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was said in rooms. Every list takes one statement for the messages, one for their senders, and one for versions if there are any. */
@Component(service = {Messages.class, Transcript.class})
public final class Transcript implements Messages {

    private final Database database;
    private final MessageStore store;
    private final ThreadStore threads;
    private final BranchStore branches;
    private final CheckpointStore checkpoints;
    private final People people;
    private final RoomEvents events;

    @Activate
    public Transcript(
            @Reference(target = "(schema=rooms)") Database database, @Reference People people, @Reference RoomEvents events) {
        this.database = database;
        this.store = new MessageStore(database);
        this.threads = new ThreadStore(database);
        this.branches = new BranchStore(database);
        this.checkpoints = new CheckpointStore(database);
        this.people = people;
        this.events = events;
    }

    @Override
    public Message add(NewMessage wanted) {
        String content = content(wanted.content());
        return database.transaction(sql -> {
            MessageStore.Row row = store.add(new NewMessage(wanted.roomId(), wanted.senderId(), content, wanted.replyTo(), wanted.meta(), wanted.answers(), wanted.versionOf()))
                    .orElseThrow(() -> Problem.notFound("There is no such room."));
            Message message = withSenders(List.of(row)).getFirst();
            if (row.aside().isEmpty()) {
                events.publish(new RoomEvent.MessageAdded(wanted.roomId(), message));
            }
            return message;
        });
    }

    @Override
    public Optional<Message> find(UUID roomId, UUID messageId) {
        return store.find(roomId, messageId).map(row -> withSenders(List.of(row)).getFirst());
    }

    @Override
    public List<Message> newest(UUID roomId, int limit) {
        return withSenders(store.newest(roomId, limit));
    }

    @Override
    public List<Message> before(UUID roomId, UUID messageId, int limit) {
        Optional<UUID> aside = store.find(roomId, messageId).flatMap(MessageStore.Row::aside);
        return withSenders(aside.map(with -> store.beforeAside(roomId, with, messageId, limit)).orElseGet(() -> store.before(roomId, messageId, limit)));
    }

    /** The oldest messages of the shown path after a place, oldest first. */
    List<Message> after(UUID roomId, UUID place, int limit) {
        return withSenders(store.after(roomId, place, limit));
    }

    @Override
    public Optional<Message> answerTo(UUID roomId, UUID messageId) {
        return store.answerTo(roomId, messageId).map(row -> withSenders(List.of(row)).getFirst());
    }

    @Override
    public Optional<Checkpoint> checkpointBefore(UUID roomId, UUID messageId) {
        return checkpoints.before(roomId, messageId);
    }

    @Override
    public void addCheckpoint(UUID roomId, Checkpoint checkpoint) {
        checkpoints.add(roomId, checkpoint);
    }

    @Override
    public void choose(UUID roomId, UUID messageId) {
        database.transaction(sql -> {
            if (branches.choose(roomId, messageId)) {
                events.publish(new RoomEvent.PathChanged(roomId));
            }
            return messageId;
        });
    }

    @Override
    public void setAside(UUID roomId, UUID messageId) {
        database.transaction(sql -> {
            branches.setAside(roomId, messageId);
            events.publish(new RoomEvent.PathChanged(roomId));
            return messageId;
        });
    }

    @Override
    public void putBack(UUID roomId, UUID messageId) {
        database.transaction(sql -> {
            if (branches.putBack(roomId, messageId)) {
                events.publish(new RoomEvent.PathChanged(roomId));
            }
            return messageId;
        });
    }

    /** A page of the transcript, oldest first. */
    record Page(List<Message> messages, long total, boolean more, boolean newer) {}

    /** The newest messages; {@code total} is the room's own counter. */
    Page newestPage(UUID roomId, long total, int limit) {
        return older(store.newest(roomId, limit + 1), total, limit, false);
    }

    /** The messages right before a message. */
    Page pageBefore(UUID roomId, UUID messageId, int limit) {
        return older(store.before(roomId, messageId, limit + 1), store.countBefore(roomId, messageId), limit, true);
    }

    /** The messages right after a message; {@code total} is how many are older than the first of them. */
    Page pageAfter(UUID roomId, UUID messageId, int limit) {
        List<MessageStore.Row> rows = store.after(roomId, messageId, limit + 1);
        int older = store.countBefore(roomId, rows.isEmpty() ? messageId : rows.getFirst().id());
        return new Page(withSenders(rows.size() > limit ? rows.subList(0, limit) : rows), older, older > 0, rows.size() > limit);
    }

    /**
     * A message in the middle of what was said before and after it, as a hit of a search is shown.
     *
     * @throws Problem 404 when the message is not on the shown path of the room
     */
    Page pageAround(UUID roomId, UUID messageId, int limit) {
        int before = limit / 2;
        List<MessageStore.Row> following = store.from(roomId, messageId, limit - before + 1);
        if (following.isEmpty() || !following.getFirst().id().equals(messageId)) {
            throw noMessage();
        }
        boolean newer = following.size() > limit - before;
        List<MessageStore.Row> preceding = store.before(roomId, messageId, before + 1);
        boolean more = preceding.size() > before;
        List<MessageStore.Row> rows = new ArrayList<>(more ? preceding.subList(1, preceding.size()) : preceding);
        rows.addAll(newer ? following.subList(0, limit - before) : following);
        return new Page(withSenders(rows), store.countBefore(roomId, messageId), more, newer);
    }

    /** The messages right before a moment. */
    Page pageBefore(UUID roomId, Instant moment, int limit) {
        return older(store.before(roomId, moment, limit + 1), store.countBefore(roomId, moment), limit, true);
    }

    /** @throws Problem 404 for an unknown message */
    List<ThreadStore.Version> versions(UUID roomId, UUID messageId) {
        known(roomId, messageId);
        return threads.versions(roomId, messageId);
    }

    /** @throws Problem 404 for an unknown message */
    List<Message> replies(UUID roomId, UUID messageId) {
        known(roomId, messageId);
        return withSenders(threads.replies(roomId, messageId));
    }

    /**
     * Gives the person's own message another wording; the old one is kept.
     *
     * @throws Problem 404 for an unknown message, 403 for somebody else's, 409 when it was changed at the same time
     */
    Message edit(UUID roomId, UUID messageId, Person person, String wanted) {
        String content = content(wanted);
        return database.transaction(sql -> {
            MessageStore.Row row = store.find(roomId, messageId).orElseThrow(Transcript::noMessage);
            if (!row.senderId().equals(person.id())) {
                throw Problem.forbidden("not_allowed", "Only the person who wrote a message can change it.");
            }
            MessageStore.Row edited = store.edit(row, content)
                    .orElseThrow(() -> Problem.conflict("conflict", "The message was changed at the same time. Load it again and repeat the change."));
            checkpoints.forget(roomId, messageId);
            Message message = withSenders(List.of(edited)).getFirst();
            events.publish(new RoomEvent.MessageChanged(roomId, message));
            return message;
        });
    }

    /**
     * Deletes a message with its earlier wordings; replies stay and lose the link.
     *
     * @throws Problem 404 for an unknown message, 403 when it is somebody else's and the person does not lead the room
     */
    void delete(Rooms.Access access, UUID messageId) {
        UUID roomId = access.room().id();
        database.transaction(sql -> {
            MessageStore.Row row = store.find(roomId, messageId).orElseThrow(Transcript::noMessage);
            if (!row.senderId().equals(access.member().personId()) && !access.member().role().leads()) {
                throw Problem.forbidden("not_allowed", "Only the sender and the owners and moderators of the room can delete this message.");
            }
            if (!store.delete(roomId, messageId)) {
                throw noMessage();
            }
            checkpoints.forget(roomId, messageId);
            events.publish(new RoomEvent.MessageDeleted(roomId, messageId));
            return messageId;
        });
    }

    private Page older(List<MessageStore.Row> rows, long total, int limit, boolean newer) {
        boolean more = rows.size() > limit;
        return new Page(withSenders(more ? rows.subList(rows.size() - limit, rows.size()) : rows), total, more, newer);
    }

    List<Message> withSenders(List<MessageStore.Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Set<UUID> ids = rows.stream().map(MessageStore.Row::senderId).collect(Collectors.toSet());
        Map<UUID, Person> senders = people.byIds(ids);
        Map<UUID, Message.Branch> versions = branches.of(rows);
        return rows.stream().map(row -> message(row, Optional.ofNullable(senders.get(row.senderId())), Optional.ofNullable(versions.get(row.id())))).toList();
    }

    private static Message message(MessageStore.Row row, Optional<Person> sender, Optional<Message.Branch> branch) {
        return new Message(
                row.id(),
                row.roomId(),
                row.senderId(),
                sender.map(Person::type).orElse(PersonType.HUMAN),
                sender.map(Person::username).orElse("unknown"),
                sender.map(Person::displayName).orElse("Unknown"),
                row.content(),
                row.createdAt(),
                row.replyTo(),
                row.editedAt(),
                row.meta(),
                row.answers(),
                branch);
    }

    private void known(UUID roomId, UUID messageId) {
        if (store.find(roomId, messageId).isEmpty()) {
            throw noMessage();
        }
    }

    static String content(String wanted) {
        String content = StorableText.of(wanted);
        int length = content.codePointCount(0, content.length());
        if (length > Fields.MAX_CONTENT) {
            throw InvalidField.body("content", "too_long", "the message has " + length + " characters; the limit is " + Fields.MAX_CONTENT + ". Send it in parts.");
        }
        if (content.isBlank()) {
            throw InvalidField.body("content", "missing", "a message needs a text of 1 to " + Fields.MAX_CONTENT + " characters");
        }
        return content;
    }

    static Problem noMessage() {
        return Problem.notFound("There is no such message in this room.");
    }
}
