package io.sparkbot.uploads;

import static io.sparkbot.uploads.db.Tables.FILE;
import static io.sparkbot.uploads.db.Tables.HOLDER;

import io.sparkbot.api.document.Documents;
import io.sparkbot.api.store.Database;
import io.sparkbot.uploads.db.tables.records.FileRecord;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;

/** What is known of uploaded files, as rows. */
final class UploadStore {

    private final Database database;
    private final Clock clock;

    UploadStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * An uploaded file.
     *
     * @param path within the files of the room
     * @param captioned whether it came with words
     * @param reading what was read of it
     */
    record File(
            UUID id, UUID roomId, UUID personId, String name, String path, String mime, long size, String sha256, boolean captioned, Documents.Reading reading) {

        boolean isPicture() {
            return mime.startsWith("image/");
        }
    }

    UUID newId() {
        return database.newId();
    }

    void add(File file) {
        database.query(sql -> sql.insertInto(FILE)
                .set(FILE.ID, file.id())
                .set(FILE.ROOM_ID, file.roomId())
                .set(FILE.PERSON_ID, file.personId())
                .set(FILE.NAME, file.name())
                .set(FILE.PATH, file.path())
                .set(FILE.MIME, file.mime())
                .set(FILE.SIZE, file.size())
                .set(FILE.SHA256, file.sha256())
                .set(FILE.CAPTIONED, file.captioned())
                .set(FILE.KIND, file.reading().kind())
                .set(FILE.TEXT, file.reading().text())
                .set(FILE.MORE, file.reading().more())
                .set(FILE.FAULT, file.reading().fault())
                .set(FILE.CREATED_AT, clock.instant().truncatedTo(ChronoUnit.MICROS))
                .execute());
    }

    Optional<File> find(UUID roomId, UUID fileId) {
        return database.query(sql -> sql.selectFrom(FILE).where(FILE.ID.eq(fileId).and(FILE.ROOM_ID.eq(roomId))).fetchOptional(UploadStore::file));
    }

    Map<UUID, File> find(UUID roomId, Collection<UUID> fileIds) {
        return database.query(sql -> sql.selectFrom(FILE).where(FILE.ID.in(fileIds).and(FILE.ROOM_ID.eq(roomId))).fetchMap(FILE.ID, UploadStore::file));
    }

    /** The message carries the file; nothing happens when it is not there any more. */
    void hold(UUID roomId, UUID fileId, UUID messageId) {
        database.query(sql -> sql.insertInto(HOLDER, HOLDER.MESSAGE_ID, HOLDER.FILE_ID)
                .select(DSL.select(DSL.val(messageId), FILE.ID).from(FILE).where(FILE.ID.eq(fileId).and(FILE.ROOM_ID.eq(roomId))))
                .onConflictDoNothing()
                .execute());
    }

    /** The message is gone. The files that no other message carries are forgotten and returned. */
    List<File> release(UUID roomId, UUID messageId) {
        return database.transaction(sql -> {
            List<UUID> held = sql.deleteFrom(HOLDER).where(HOLDER.MESSAGE_ID.eq(messageId)).returning(HOLDER.FILE_ID).fetch(HOLDER.FILE_ID);
            return held.isEmpty()
                    ? List.of()
                    : sql.deleteFrom(FILE)
                            .where(FILE.ID.in(held)
                                    .and(FILE.ROOM_ID.eq(roomId))
                                    .andNotExists(DSL.selectOne().from(HOLDER).where(HOLDER.FILE_ID.eq(FILE.ID))))
                            .returning()
                            .fetch(UploadStore::file);
        });
    }

    void remove(UUID fileId) {
        database.query(sql -> sql.deleteFrom(FILE).where(FILE.ID.eq(fileId)).execute());
    }

    void removeRoom(UUID roomId) {
        database.query(sql -> sql.deleteFrom(FILE).where(FILE.ROOM_ID.eq(roomId)).execute());
    }

    private static File file(FileRecord row) {
        return new File(
                row.getId(),
                row.getRoomId(),
                row.getPersonId(),
                row.getName(),
                row.getPath(),
                row.getMime(),
                row.getSize(),
                row.getSha256(),
                row.getCaptioned(),
                new Documents.Reading(row.getKind(), row.getText(), row.getMore(), row.getFault()));
    }
}
