package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.MESSAGE;
import static io.sparkbot.rooms.db.Tables.ROOM;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.Problem;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * Versions of messages, and which of them are shown. A message that is not shown names the version it was set aside with, so bringing that
 * version back brings back exactly what stood after it. Reading never looks at what is set aside; only changing the path costs as much as
 * what changes places, and that is bounded. The row of the room is locked meanwhile, as it is for a new message.
 */
final class BranchStore {

    /** So many messages change places at most, so that a change of the path never holds up a room for long. */
    static final int MOVED_AT_MOST = 10_000;

    private final Database database;

    BranchStore(Database database) {
        this.database = database;
    }

    /** Where a new message stands: its group of versions, and what it is aside with. */
    record Place(Optional<UUID> group, Optional<UUID> aside) {}

    /** The place of a message to be. The row of the room is locked already. */
    Place place(NewMessage message, UUID id) {
        if (message.answers().isEmpty() && message.versionOf().isEmpty()) {
            return new Place(Optional.empty(), Optional.empty());
        }
        UUID roomId = message.roomId();
        Optional<UUID> group = message.versionOf().map(version -> group(roomId, version));
        Optional<UUID> path = message.answers().flatMap(question -> find(roomId, question)).flatMap(MessageStore.Row::aside);
        boolean taken = group.filter(versions -> anyAt(roomId, versions, path)).isPresent();
        return new Place(group, taken ? Optional.of(id) : path);
    }

    /** The group of a message, which it opens when it has none; the message itself may have been deleted. */
    private UUID group(UUID roomId, UUID version) {
        Optional<UUID> known = find(roomId, version).flatMap(MessageStore.Row::versionOf);
        if (known.isPresent()) {
            return known.get();
        }
        database.query(sql -> sql.update(MESSAGE).set(MESSAGE.VERSION_OF, version).where(MessageStore.is(roomId, version)).execute());
        return version;
    }

    /** The places of those messages that have versions, by message: one statement, none when no message has any. */
    Map<UUID, Message.Branch> of(List<MessageStore.Row> rows) {
        Map<UUID, UUID> groups = new HashMap<>();
        rows.forEach(row -> row.versionOf().ifPresent(group -> groups.put(row.id(), group)));
        if (groups.isEmpty()) {
            return Map.of();
        }
        UUID[] wanted = Set.copyOf(groups.values()).toArray(UUID[]::new);
        Map<UUID, List<UUID>> versions = database.query(sql -> sql.select(MESSAGE.VERSION_OF, MESSAGE.ID)
                .from(MESSAGE)
                .where(MESSAGE.ROOM_ID.eq(rows.getFirst().roomId()).and(MESSAGE.VERSION_OF.eq(DSL.any(wanted))))
                .orderBy(MESSAGE.ID)
                .fetchStream()
                .collect(Collectors.groupingBy(row -> row.value1(), Collectors.mapping(row -> row.value2(), Collectors.toList()))));
        Map<UUID, Message.Branch> branches = new HashMap<>();
        groups.forEach((id, group) -> {
            List<UUID> all = versions.getOrDefault(group, List.of());
            if (all.size() > 1) {
                branches.put(id, new Message.Branch(all.indexOf(id), all));
            }
        });
        return branches;
    }

    /**
     * Shows the message; false when it was shown already.
     *
     * @throws Problem as {@link io.sparkbot.api.room.Messages#choose}
     */
    boolean choose(UUID roomId, UUID messageId) {
        lock(roomId);
        MessageStore.Row row = find(roomId, messageId).orElseThrow(Transcript::noMessage);
        if (row.aside().isEmpty()) {
            return false;
        }
        show(row);
        return true;
    }

    /** Brings back what the message is aside with, after the branch that this one forks from. As deep as branches are nested. */
    private void show(MessageStore.Row row) {
        UUID roomId = row.roomId();
        UUID with = row.aside().orElseThrow();
        MessageStore.Row version = with.equals(row.id()) ? row : find(roomId, with).orElse(row);
        outside(version).flatMap(MessageStore.Row::aside).flatMap(outer -> find(roomId, outer)).filter(outer -> !outer.id().equals(with)).ifPresent(this::showIfAside);
        version.versionOf().flatMap(group -> shownVersion(roomId, group)).ifPresent(shown -> setAside(roomId, shown));
        bringBack(roomId, with, Optional.empty());
    }

    private void showIfAside(MessageStore.Row row) {
        find(row.roomId(), row.id()).filter(fresh -> fresh.aside().isPresent()).ifPresent(this::show);
    }

    /** A message on the path that the version forks from: its question, or a version of it that was not set aside by itself. */
    private Optional<MessageStore.Row> outside(MessageStore.Row version) {
        Optional<MessageStore.Row> question = version.answers().flatMap(id -> find(version.roomId(), id));
        return question.isPresent() ? question : version.versionOf().flatMap(group -> database.query(sql -> sql.selectFrom(MESSAGE)
                .where(MESSAGE.ROOM_ID.eq(version.roomId()).and(MESSAGE.VERSION_OF.eq(group)).and(MESSAGE.ASIDE.isDistinctFrom(MESSAGE.ID)))
                .limit(1)
                .fetchOptional(MessageStore::row)));
    }

    /** @throws Problem as {@link io.sparkbot.api.room.Messages#setAside} */
    void setAside(UUID roomId, UUID messageId) {
        lock(roomId);
        if (find(roomId, messageId).orElseThrow(Transcript::noMessage).aside().isPresent()) {
            throw Problem.conflict("conflict", "Another branch of the conversation is shown now. Choose the branch of this message first.");
        }
        Condition following = MessageStore.shown(roomId).and(MESSAGE.ID.ge(messageId));
        bound(following);
        database.query(sql -> sql.update(MESSAGE).set(MESSAGE.ASIDE, messageId).where(following).execute());
    }

    /** Shows the message again on the path of its question unless another version stands there; false when nothing changed. */
    boolean putBack(UUID roomId, UUID messageId) {
        lock(roomId);
        Optional<MessageStore.Row> row = find(roomId, messageId).filter(found -> found.aside().equals(Optional.of(messageId)));
        Optional<UUID> path = row.flatMap(MessageStore.Row::answers).flatMap(question -> find(roomId, question)).flatMap(MessageStore.Row::aside);
        boolean taken = row.flatMap(MessageStore.Row::versionOf).filter(group -> anyAt(roomId, group, path)).isPresent();
        if (row.isEmpty() || taken) {
            return false;
        }
        bringBack(roomId, messageId, path);
        return true;
    }

    private void bringBack(UUID roomId, UUID with, Optional<UUID> path) {
        Condition aside = MESSAGE.ROOM_ID.eq(roomId).and(MESSAGE.ASIDE.eq(with));
        bound(aside);
        database.query(sql -> sql.update(MESSAGE).set(MESSAGE.ASIDE, path.orElse(null)).where(aside).execute());
    }

    private void bound(Condition moved) {
        int count = database.query(sql -> sql.fetchCount(DSL.selectOne().from(MESSAGE).where(moved).limit(MOVED_AT_MOST + 1)));
        if (count > MOVED_AT_MOST) {
            throw Problem.conflict("conflict", "More than " + MOVED_AT_MOST + " messages follow this one, which is the limit for changing the branch. Send the message anew at the end instead.");
        }
    }

    private Optional<UUID> shownVersion(UUID roomId, UUID group) {
        return database.query(sql -> sql.select(MESSAGE.ID)
                .from(MESSAGE)
                .where(MESSAGE.ROOM_ID.eq(roomId).and(MESSAGE.VERSION_OF.eq(group)).and(MESSAGE.ASIDE.isNull()))
                .orderBy(MESSAGE.ID)
                .limit(1)
                .fetchOptional(MESSAGE.ID));
    }

    private boolean anyAt(UUID roomId, UUID group, Optional<UUID> path) {
        Condition there = path.map(MESSAGE.ASIDE::eq).orElseGet(MESSAGE.ASIDE::isNull);
        return database.query(sql -> sql.fetchExists(MESSAGE, MESSAGE.ROOM_ID.eq(roomId).and(MESSAGE.VERSION_OF.eq(group)).and(there)));
    }

    private Optional<MessageStore.Row> find(UUID roomId, UUID messageId) {
        return database.query(sql -> sql.selectFrom(MESSAGE).where(MessageStore.is(roomId, messageId)).fetchOptional(MessageStore::row));
    }

    private void lock(UUID roomId) {
        database.query(sql -> sql.select(ROOM.ID).from(ROOM).where(ROOM.ID.eq(roomId)).forUpdate().fetchOptional());
    }
}
