package io.sparkbot.notices;

import static io.sparkbot.notices.db.Tables.DEVICE;
import static io.sparkbot.notices.db.Tables.SERVER_KEY;

import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.sparkbot.api.store.Database;
import io.sparkbot.notices.db.tables.records.DeviceRecord;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Devices and the server's key, as rows. */
@Component(service = NoticeStore.class)
public final class NoticeStore {

    static final int DEVICES_AT_MOST = 20;

    private final Database database;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public NoticeStore(@Reference(target = "(schema=notices)") Database database) {
        this.database = database;
    }

    /** @param sealed the private key, PKCS #8, sealed */
    record SealedKey(byte[] publicKey, byte[] sealed) {}

    /** @param publicKey of the browser, 65 bytes; {@code secret} 16 */
    record NewDevice(UUID personId, UUID sessionId, URI endpoint, byte[] publicKey, byte[] secret, String label) {}

    /** Adds the browser, or gives one that is known to this person and session. The oldest of too many goes. */
    Device put(NewDevice device) {
        return database.transaction(sql -> {
            sql.selectOne().from(DEVICE).where(DEVICE.PERSON_ID.eq(device.personId())).forUpdate().fetch();
            DeviceRecord row = sql.insertInto(DEVICE)
                    .set(DEVICE.ID, database.newId())
                    .set(DEVICE.PERSON_ID, device.personId())
                    .set(DEVICE.SESSION_ID, device.sessionId())
                    .set(DEVICE.ENDPOINT, device.endpoint().toString())
                    .set(DEVICE.PUBLIC_KEY, device.publicKey())
                    .set(DEVICE.SECRET, device.secret())
                    .set(DEVICE.LABEL, device.label())
                    .set(DEVICE.CREATED_AT, clock.instant().truncatedTo(ChronoUnit.MICROS))
                    .onConflict(DEVICE.ENDPOINT)
                    .doUpdate()
                    .set(DEVICE.PERSON_ID, device.personId())
                    .set(DEVICE.SESSION_ID, device.sessionId())
                    .set(DEVICE.PUBLIC_KEY, device.publicKey())
                    .set(DEVICE.SECRET, device.secret())
                    .set(DEVICE.LABEL, device.label())
                    .returning()
                    .fetchSingle();
            sql.deleteFrom(DEVICE)
                    .where(DEVICE.ID.in(DSL.select(DEVICE.ID).from(DEVICE).where(DEVICE.PERSON_ID.eq(device.personId())).orderBy(DEVICE.CREATED_AT.desc(), DEVICE.ID.desc()).offset(DEVICES_AT_MOST)))
                    .execute();
            return device(row);
        });
    }

    List<Device> of(UUID personId) {
        return database.query(sql -> sql.selectFrom(DEVICE).where(DEVICE.PERSON_ID.eq(personId)).orderBy(DEVICE.CREATED_AT, DEVICE.ID).fetch(NoticeStore::device));
    }

    boolean remove(UUID personId, UUID deviceId) {
        return database.query(sql -> sql.deleteFrom(DEVICE).where(DEVICE.ID.eq(deviceId).and(DEVICE.PERSON_ID.eq(personId))).execute()) > 0;
    }

    void removeOf(UUID sessionId) {
        database.query(sql -> sql.deleteFrom(DEVICE).where(DEVICE.SESSION_ID.eq(sessionId)).execute());
    }

    void told(UUID deviceId) {
        database.query(sql -> sql.update(DEVICE).set(DEVICE.TOLD_AT, clock.instant().truncatedTo(ChronoUnit.MICROS)).where(DEVICE.ID.eq(deviceId)).execute());
    }

    /** The server's key; the one that is made when there is none yet, whoever asks at the same time. */
    SealedKey serverKey(Supplier<SealedKey> made) {
        return database.query(sql -> key(sql).orElseGet(() -> {
            insert(sql, made.get());
            return key(sql).orElseThrow();
        }));
    }

    /** Puts another key in the place of one that is of no use, and forgets the devices made for that. */
    SealedKey newServerKey(SealedKey useless, SealedKey made) {
        return database.transaction(sql -> {
            int gone = sql.deleteFrom(SERVER_KEY).where(SERVER_KEY.PUBLIC_KEY.eq(useless.publicKey())).execute();
            if (gone > 0) {
                sql.deleteFrom(DEVICE).execute();
                insert(sql, made);
            }
            return key(sql).orElseThrow();
        });
    }

    private static Optional<SealedKey> key(DSLContext sql) {
        return sql.selectFrom(SERVER_KEY).fetchOptional(row -> new SealedKey(row.getPublicKey(), row.getSealed()));
    }

    private static void insert(DSLContext sql, SealedKey made) {
        sql.insertInto(SERVER_KEY)
                .set(SERVER_KEY.PUBLIC_KEY, made.publicKey())
                .set(SERVER_KEY.SEALED, made.sealed())
                .onConflictDoNothing()
                .execute();
    }

    private static Device device(DeviceRecord row) {
        return new Device(
                row.getId(), row.getPersonId(), URI.create(row.getEndpoint()), row.getPublicKey(), row.getSecret(), row.getLabel(), row.getCreatedAt(), Optional.ofNullable(row.getToldAt()));
    }
}
