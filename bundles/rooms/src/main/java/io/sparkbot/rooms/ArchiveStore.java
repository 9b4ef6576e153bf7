package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.ARTIFACT;
import static io.sparkbot.rooms.db.Tables.MEMBER;
import static io.sparkbot.rooms.db.Tables.MESSAGE;
import static io.sparkbot.rooms.db.Tables.MESSAGE_VERSION;
import static io.sparkbot.rooms.db.Tables.ROOM;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.Database;
import org.jooq.JSONB;
import org.jooq.Query;

/** Rooms as they go into an archive and come out of one, as rows. */
final class ArchiveStore {

    private final Database database;

    ArchiveStore(Database database) {
        this.database = database;
    }

    /** A room that the person owns. */
    record Owned(UUID id, Archive.RoomPart room) {}

    /** Oldest first. */
    List<Owned> ownedBy(UUID personId) {
        return database.query(sql -> sql.select(ROOM.fields())
                .select(MEMBER.FOLDER, MEMBER.PINNED)
                .from(MEMBER)
                .join(ROOM)
                .on(ROOM.ID.eq(MEMBER.ROOM_ID))
                .where(MEMBER.PERSON_ID.eq(personId).and(MEMBER.ROLE.eq(RoomRole.OWNER.name())))
                .orderBy(ROOM.CREATED_AT, ROOM.ID)
                .fetch(row -> new Owned(
                        row.get(ROOM.ID),
                        new Archive.RoomPart(
                                row.get(ROOM.NAME),
                                row.get(ROOM.DESCRIPTION),
                                row.get(ROOM.PERSONA),
                                row.get(ROOM.CREATED_AT),
                                row.get(ROOM.UPDATED_AT),
                                row.get(ROOM.MEETING_MODE_ENABLED),
                                row.get(ROOM.MEETING_MODE_BOTS_MENTION_ONLY),
                                row.get(ROOM.MEETING_MODE_MAX_BOT_MSGS_PER_MIN),
                                row.get(ROOM.MEETING_MODE_NOTE_TAKER_BOT_SLUG),
                                row.get(ROOM.TOOL_ROUNDS),
                                row.get(MEMBER.FOLDER),
                                row.get(MEMBER.PINNED)))));
    }

    /** Messages after this one, shown or not, oldest first. */
    List<MessageStore.Row> after(UUID roomId, UUID messageId, int limit) {
        return database.query(sql -> sql.selectFrom(MESSAGE)
                .where(MESSAGE.ROOM_ID.eq(roomId).and(MESSAGE.ID.gt(messageId)))
                .orderBy(MESSAGE.ID)
                .limit(limit)
                .fetch(MessageStore::row));
    }

    /** The earlier wordings of these messages, oldest first. */
    Map<UUID, List<Archive.VersionPart>> versions(UUID roomId, Collection<UUID> messageIds) {
        return database.query(sql -> sql.selectFrom(MESSAGE_VERSION)
                .where(MESSAGE_VERSION.ROOM_ID.eq(roomId).and(MESSAGE_VERSION.MESSAGE_ID.in(messageIds)))
                .orderBy(MESSAGE_VERSION.MESSAGE_ID, MESSAGE_VERSION.VERSION)
                .fetchGroups(MESSAGE_VERSION.MESSAGE_ID, row -> new Archive.VersionPart(row.get(MESSAGE_VERSION.CONTENT), row.get(MESSAGE_VERSION.REPLACED_AT))));
    }

    /** Papers after this one, oldest first. */
    List<Artifact> papersAfter(UUID roomId, UUID artifactId, int limit) {
        return database.query(sql -> sql.selectFrom(ARTIFACT)
                .where(ARTIFACT.ROOM_ID.eq(roomId).and(ARTIFACT.ID.gt(artifactId)))
                .orderBy(ARTIFACT.ID)
                .limit(limit)
                .fetch(ArtifactStore::artifact));
    }

    UUID newId() {
        return database.newId();
    }

    /** Papers of one room, oldest first. */
    void addPapers(List<Artifact> papers) {
        database.transaction(sql -> sql.batch(papers.stream()
                        .map(paper -> sql.insertInto(ARTIFACT)
                                .set(ARTIFACT.ID, paper.id())
                                .set(ARTIFACT.ROOM_ID, paper.roomId())
                                .set(ARTIFACT.TYPE, paper.type().wire())
                                .set(ARTIFACT.CREATED_BY, paper.createdBy())
                                .set(ARTIFACT.CREATED_AT, paper.createdAt())
                                .set(ARTIFACT.WINDOW_START, paper.from().orElse(null))
                                .set(ARTIFACT.WINDOW_END, paper.to().orElse(null))
                                .set(ARTIFACT.CONTENT, paper.content())
                                .set(ARTIFACT.META, paper.meta().map(JSONB::valueOf).orElse(null)))
                        .toList())
                .execute());
    }

    /** A new room of the person, with the execution gate closed. */
    UUID add(Archive.RoomPart room, UUID owner) {
        UUID id = database.newId();
        return database.transaction(sql -> {
            sql.insertInto(ROOM)
                    .set(ROOM.ID, id)
                    .set(ROOM.NAME, room.name())
                    .set(ROOM.DESCRIPTION, room.description())
                    .set(ROOM.PERSONA, room.persona())
                    .set(ROOM.CREATED_BY, owner)
                    .set(ROOM.CREATED_AT, room.createdAt())
                    .set(ROOM.UPDATED_AT, room.updatedAt())
                    .set(ROOM.EXECUTION_ALLOWED, false)
                    .set(ROOM.MEETING_MODE_ENABLED, room.meetingModeEnabled())
                    .set(ROOM.MEETING_MODE_BOTS_MENTION_ONLY, room.meetingModeBotsMentionOnly())
                    .set(ROOM.MEETING_MODE_MAX_BOT_MSGS_PER_MIN, room.meetingModeMaxBotMsgsPerMin())
                    .set(ROOM.MEETING_MODE_NOTE_TAKER_BOT_SLUG, room.meetingModeNoteTakerBotSlug())
                    .set(ROOM.TOOL_ROUNDS, room.toolRounds())
                    .execute();
            sql.insertInto(MEMBER)
                    .set(MEMBER.ROOM_ID, id)
                    .set(MEMBER.PERSON_ID, owner)
                    .set(MEMBER.ROLE, RoomRole.OWNER.name())
                    .set(MEMBER.JOINED_AT, room.createdAt())
                    .set(MEMBER.FOLDER, room.folder())
                    .set(MEMBER.PINNED, room.pinned())
                    .set(MEMBER.READ_UP_TO, id)
                    .execute();
            return id;
        });
    }

    /** A message of an archive and who it is stored under here. */
    record Incoming(Archive.MessagePart message, UUID senderId, String meta) {}

    /** Messages of one room, oldest first; a reply may only stand after what it replies to. */
    void add(UUID roomId, List<Incoming> messages) {
        database.transaction(sql -> {
            List<Query> rows = new ArrayList<>();
            for (Incoming incoming : messages) {
                Archive.MessagePart message = incoming.message();
                List<Archive.VersionPart> versions = message.versions() == null ? List.of() : message.versions();
                rows.add(sql.insertInto(MESSAGE)
                        .set(MESSAGE.ROOM_ID, roomId)
                        .set(MESSAGE.ID, message.id())
                        .set(MESSAGE.SENDER_ID, incoming.senderId())
                        .set(MESSAGE.CONTENT, message.content())
                        .set(MESSAGE.REPLY_TO, message.replyTo())
                        .set(MESSAGE.META, incoming.meta().isEmpty() ? null : JSONB.valueOf(incoming.meta()))
                        .set(MESSAGE.CREATED_AT, message.createdAt())
                        .set(MESSAGE.EDITED_AT, message.editedAt())
                        .set(MESSAGE.VERSION, versions.size() + 1)
                        .set(MESSAGE.ANSWERS, message.answers())
                        .set(MESSAGE.VERSION_OF, message.versionOf())
                        .set(MESSAGE.ASIDE, message.aside()));
                for (int i = 0; i < versions.size(); i++) {
                    rows.add(sql.insertInto(MESSAGE_VERSION)
                            .set(MESSAGE_VERSION.ROOM_ID, roomId)
                            .set(MESSAGE_VERSION.MESSAGE_ID, message.id())
                            .set(MESSAGE_VERSION.VERSION, i + 1)
                            .set(MESSAGE_VERSION.CONTENT, versions.get(i).content())
                            .set(MESSAGE_VERSION.REPLACED_AT, versions.get(i).replacedAt()));
                }
            }
            sql.batch(rows).execute();
            return sql.update(ROOM).set(ROOM.MESSAGE_COUNT, ROOM.MESSAGE_COUNT.plus(messages.size())).where(ROOM.ID.eq(roomId)).execute();
        });
    }
}
