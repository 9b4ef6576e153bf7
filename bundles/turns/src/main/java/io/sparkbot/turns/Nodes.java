package io.sparkbot.turns;

import static io.sparkbot.turns.db.Tables.NODE;
import static io.sparkbot.turns.db.Tables.TURN;
import static io.sparkbot.turns.db.Tables.TURN_EVENT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.sparkbot.api.store.Database;
import io.sparkbot.api.turn.TurnState;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Which engines are alive, and what the dead ones left behind. Times are the database's, so that clocks of nodes need not agree. */
final class Nodes {

    /** An engine that has not been seen for this long is dead. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration UNKNOWN_GRACE = Duration.ofMinutes(1);

    private final Database database;
    private final Identity self;

    /**
     * Who this engine is.
     *
     * @param id of this engine
     * @param installation of its home folder on this machine: only one process at a time owns it
     * @param process of the operating system, with its start, so that an earlier process is told from this one
     */
    record Identity(UUID id, String installation, String process) {}

    Nodes(Database database, Identity self) {
        this.database = database;
        this.self = self;
    }

    /** Says that this engine is alive. */
    void beat() {
        database.relaxed(sql -> sql.insertInto(NODE)
                .set(NODE.ID, self.id())
                .set(NODE.INSTALLATION, self.installation())
                .set(NODE.PROCESS, self.process())
                .set(NODE.SEEN_AT, now())
                .onConflict(NODE.ID)
                .doUpdate()
                .set(NODE.SEEN_AT, now())
                .execute());
    }

    void leave() {
        database.query(sql -> sql.deleteFrom(NODE).where(NODE.ID.eq(self.id())).execute());
    }

    /** Running turns whose engine is dead. */
    List<UUID> abandoned() {
        Condition alive = NODE.SEEN_AT.gt(ago(LEASE)).and(predecessor().not());
        return database.query(sql -> sql.select(TURN.ID)
                .from(TURN)
                .where(TURN.STATE.eq(TurnState.RUNNING.wire()).and(TURN.ENDED_AT.isNull()).and(TURN.NODE.ne(self.id())))
                .andNotExists(DSL.selectOne().from(NODE).where(NODE.ID.eq(TURN.NODE).and(alive)))
                .and(DSL.exists(DSL.selectOne().from(NODE).where(NODE.ID.eq(TURN.NODE))).or(TURN.STARTED_AT.lt(ago(UNKNOWN_GRACE))))
                .orderBy(TURN.ID)
                .fetch(TURN.ID));
    }

    /** Forgets dead engines that have left nothing running. */
    void forgetDead() {
        database.query(sql -> sql.deleteFrom(NODE)
                .where(NODE.ID.ne(self.id()).and(NODE.SEEN_AT.lt(ago(LEASE)).or(predecessor())))
                .andNotExists(DSL.selectOne().from(TURN).where(TURN.NODE.eq(NODE.ID).and(TURN.STATE.eq(TurnState.RUNNING.wire())).and(TURN.ENDED_AT.isNull())))
                .execute());
    }

    /** Turns that are marked as running on this engine. */
    List<UUID> mine() {
        return database.query(sql -> sql.select(TURN.ID).from(TURN).where(running()).fetch(TURN.ID));
    }

    /** Turns of this engine that another one was asked to stop. */
    List<UUID> toStop() {
        return database.query(sql -> sql.select(TURN.ID).from(TURN).where(running().and(TURN.STOP_WANTED)).fetch(TURN.ID));
    }

    /** Parked turns, oldest first. */
    List<UUID> parked(int limit) {
        return database.query(sql -> sql.select(TURN.ID)
                .from(TURN)
                .where(TURN.STATE.eq(TurnState.PARKED.wire()).and(TURN.ENDED_AT.isNull()))
                .orderBy(TURN.ID)
                .limit(limit)
                .fetch(TURN.ID));
    }

    /** Drops the events of a portion of the turns that have been over for so long, except each one's last row; false when there are none left. */
    boolean prune(Duration keep, int portion) {
        return database.transaction(sql -> {
            List<UUID> turns = sql.select(TURN.ID)
                    .from(TURN)
                    .where(TURN.ENDED_AT.lt(ago(keep)).and(TURN.ENDED_AT.isNotNull()).andNot(TURN.PRUNED))
                    .orderBy(TURN.ENDED_AT)
                    .limit(portion)
                    .forUpdate()
                    .skipLocked()
                    .fetch(TURN.ID);
            if (turns.isEmpty()) {
                return false;
            }
            UUID[] ids = turns.toArray(UUID[]::new);
            var newer = TURN_EVENT.as("newer");
            sql.deleteFrom(TURN_EVENT)
                    .where(TURN_EVENT.TURN_ID.eq(DSL.any(ids)))
                    .andExists(DSL.selectOne().from(newer).where(newer.TURN_ID.eq(TURN_EVENT.TURN_ID).and(newer.LAST_SEQ.gt(TURN_EVENT.LAST_SEQ))))
                    .execute();
            sql.update(TURN).set(TURN.PRUNED, true).where(TURN.ID.eq(DSL.any(ids))).execute();
            return true;
        });
    }

    private Condition running() {
        return TURN.STATE.eq(TurnState.RUNNING.wire()).and(TURN.ENDED_AT.isNull()).and(TURN.NODE.eq(self.id()));
    }

    private Condition predecessor() {
        return NODE.INSTALLATION.eq(self.installation()).and(NODE.PROCESS.ne(self.process()));
    }

    private static Field<Instant> now() {
        return DSL.field("now()", SQLDataType.INSTANT);
    }

    private static Field<Instant> ago(Duration duration) {
        return DSL.field("now() - make_interval(secs => {0})", SQLDataType.INSTANT, DSL.inline((double) duration.toSeconds()));
    }
}
