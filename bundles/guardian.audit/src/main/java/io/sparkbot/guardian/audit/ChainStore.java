package io.sparkbot.guardian.audit;

import static io.sparkbot.guardian.audit.db.Tables.ENTRY;
import static io.sparkbot.guardian.audit.db.Tables.HEAD;
import static io.sparkbot.guardian.audit.db.Tables.SEAL;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.sparkbot.api.store.Database;
import io.sparkbot.guardian.audit.db.tables.records.EntryRecord;
import org.jooq.impl.DSL;

/** The chain and its seals as rows. Hashes are computed here, not by a function of the database that somebody may have replaced with it. */
final class ChainStore {

    private final Database database;

    ChainStore(Database database) {
        this.database = database;
    }

    /** An entry and whether it is what its own hash says. */
    record Row(Link link, byte[] previous, boolean sound) {

        boolean follows(Link before) {
            return sound && link.seq() == before.seq() + 1 && Arrays.equals(previous, before.hash());
        }
    }

    record SealRow(long seq, byte[] sealed) {}

    /**
     * What the database says about the end.
     *
     * @param seal number of the newest sealed entry; 0 when there is none
     */
    record Ends(Link head, long seal) {}

    List<Row> after(long seq, int most) {
        return database.query(sql -> sql.selectFrom(ENTRY).where(ENTRY.SEQ.gt(seq)).orderBy(ENTRY.SEQ).limit(most).fetch(ChainStore::row));
    }

    Optional<Link> at(long seq) {
        return database.query(sql -> sql.select(ENTRY.HASH).from(ENTRY).where(ENTRY.SEQ.eq(seq)).fetchOptional(row -> new Link(seq, row.value1())));
    }

    Ends ends() {
        return database.query(sql -> sql.select(HEAD.SEQ, HEAD.HASH, DSL.field(DSL.select(DSL.coalesce(DSL.max(SEAL.SEQ), 0L)).from(SEAL)))
                .from(HEAD)
                .fetchOptional(row -> new Ends(new Link(row.value1(), row.value2()), row.value3()))
                .orElse(new Ends(new Link(-1, new byte[0]), 0)));
    }

    List<SealRow> seals(long after, long upTo) {
        return database.query(sql -> sql.select(SEAL.SEQ, SEAL.SEALED)
                .from(SEAL)
                .where(SEAL.SEQ.gt(after).and(SEAL.SEQ.le(upTo)))
                .orderBy(SEAL.SEQ)
                .fetch(row -> new SealRow(row.value1(), row.value2())));
    }

    Optional<SealRow> newestSeal() {
        return database.query(sql -> sql.select(SEAL.SEQ, SEAL.SEALED)
                .from(SEAL)
                .orderBy(SEAL.SEQ.desc())
                .limit(1)
                .fetchOptional(row -> new SealRow(row.value1(), row.value2())));
    }

    /** Nothing happens when another process has sealed this entry. */
    void seal(long seq, byte[] sealed) {
        database.query(sql -> sql.insertInto(SEAL).set(SEAL.SEQ, seq).set(SEAL.SEALED, sealed).onConflictDoNothing().execute());
    }

    private static Row row(EntryRecord e) {
        String said = String.join("\u001f", String.valueOf(e.getSeq()), e.getId().toString(), epoch(e.getCreatedAt()),
                text(e.getPersonId()), text(e.getRoomId()), text(e.getTurnId()), e.getToolName(), e.getToolInput(), e.getToolResult(),
                text(e.getAgentName()), text(e.getModel()));
        byte[] words = said.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(e.getPreviousHash(), e.getPreviousHash().length + words.length);
        System.arraycopy(words, 0, all, e.getPreviousHash().length, words.length);
        return new Row(new Link(e.getSeq(), e.getHash()), e.getPreviousHash(), Arrays.equals(sha256(all), e.getHash()));
    }

    /** As PostgreSQL writes {@code extract(epoch from …)}. */
    private static String epoch(Instant time) {
        return "%d.%06d".formatted(time.getEpochSecond(), time.getNano() / 1_000);
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
