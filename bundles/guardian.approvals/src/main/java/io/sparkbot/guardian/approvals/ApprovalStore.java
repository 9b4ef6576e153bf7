package io.sparkbot.guardian.approvals;

import static io.sparkbot.guardian.approvals.db.Tables.APPROVAL;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approval.State;
import io.sparkbot.api.policy.Approvals.New;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.store.Database;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Approvals as rows. Every change of state is one conditional update, so that of many who try one succeeds; one that ends the approval takes
 * its arguments away. A row whose arguments cannot be read has none here, so that it can end but never be granted, and harms no other.
 */
final class ApprovalStore {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalStore.class);

    private static final List<String> OPEN = List.of(State.PENDING.name(), State.GRANTED.name());

    private static final TypeReference<Map<String, Object>> INPUT = new TypeReference<>() {};

    private final Database database;
    private final Sealer sealer;
    private final ObjectMapper json = new ObjectMapper();
    private final Set<UUID> unreadable = ConcurrentHashMap.newKeySet();

    ApprovalStore(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    Approval insert(New wished, Instant created, Instant expires) {
        UUID id = database.newId();
        byte[] arguments = wished.argumentsJson().getBytes(StandardCharsets.UTF_8);
        return database.query(sql -> sql.insertInto(APPROVAL)
                .set(APPROVAL.ID, id)
                .set(APPROVAL.KIND, wished.kind().name())
                .set(APPROVAL.TOOL, wished.tool())
                .set(APPROVAL.SEALED_ARGUMENTS, sealer.seal(arguments, context(id)))
                .set(APPROVAL.ARGUMENTS_DIGEST, digest(arguments))
                .set(APPROVAL.INPUT, JSONB.valueOf(write(wished.input())))
                .set(APPROVAL.TITLE, wished.title())
                .set(APPROVAL.REASON, wished.reason())
                .set(APPROVAL.PERSON_ID, wished.personId())
                .set(APPROVAL.ROOM_ID, wished.roomId())
                .set(APPROVAL.TURN_ID, wished.turnId().orElse(null))
                .set(APPROVAL.CALL_ID, wished.callId())
                .set(APPROVAL.AGENT, wished.agent().orElse(null))
                .set(APPROVAL.SOURCE, wished.source())
                .set(APPROVAL.STATE, State.PENDING.name())
                .set(APPROVAL.CREATED_AT, created)
                .set(APPROVAL.EXPIRES_AT, expires)
                .returning()
                .fetchSingle(this::approval));
    }

    Optional<Approval> find(UUID id) {
        return database.query(sql -> sql.selectFrom(APPROVAL).where(APPROVAL.ID.eq(id)).fetchOptional(this::approval));
    }

    List<Approval> pending(Collection<UUID> rooms, Instant now, int limit) {
        return database.query(sql -> sql.selectFrom(APPROVAL)
                .where(APPROVAL.ROOM_ID.in(rooms)
                        .and(APPROVAL.STATE.eq(State.PENDING.name()))
                        .and(APPROVAL.EXPIRES_AT.gt(now)))
                .orderBy(APPROVAL.CREATED_AT.desc(), APPROVAL.ID.desc())
                .limit(limit)
                .fetch(this::approval))
                .stream()
                .filter(approval -> !approval.argumentsJson().isEmpty())
                .toList();
    }

    /** Pending becomes granted; empty when somebody was faster or the time is over. */
    Optional<Approval> grant(UUID id, UUID decider, Instant now, String process) {
        return database.query(sql -> sql.update(APPROVAL)
                .set(APPROVAL.STATE, State.GRANTED.name())
                .set(APPROVAL.DECIDED_BY, decider)
                .set(APPROVAL.DECIDED_AT, now)
                .set(APPROVAL.GRANTED_IN, process)
                .where(APPROVAL.ID.eq(id).and(APPROVAL.STATE.eq(State.PENDING.name())).and(APPROVAL.EXPIRES_AT.gt(now)))
                .returning()
                .fetchOptional(this::approval));
    }

    Optional<Approval> deny(UUID id, UUID decider, Instant now) {
        return database.query(sql -> sql.update(APPROVAL)
                .set(APPROVAL.STATE, State.DENIED.name())
                .setNull(APPROVAL.SEALED_ARGUMENTS)
                .set(APPROVAL.DECIDED_BY, decider)
                .set(APPROVAL.DECIDED_AT, now)
                .where(APPROVAL.ID.eq(id).and(APPROVAL.STATE.eq(State.PENDING.name())).and(APPROVAL.EXPIRES_AT.gt(now)))
                .returning()
                .fetchOptional(this::approval));
    }

    Optional<Approval> finish(UUID id, State end) {
        return database.query(sql -> sql.update(APPROVAL)
                .set(APPROVAL.STATE, end.name())
                .setNull(APPROVAL.SEALED_ARGUMENTS)
                .where(APPROVAL.ID.eq(id).and(APPROVAL.STATE.eq(State.GRANTED.name())))
                .returning()
                .fetchOptional(this::approval));
    }

    /** Overdue ones become expired; each is returned to exactly one caller. */
    List<Approval> expire(Instant now) {
        return expired(APPROVAL.EXPIRES_AT.le(now));
    }

    Optional<Approval> expire(UUID id, Instant now) {
        return expired(APPROVAL.ID.eq(id).and(APPROVAL.EXPIRES_AT.le(now))).stream().findFirst();
    }

    List<Approval> withdraw(UUID turnId) {
        return expired(APPROVAL.TURN_ID.eq(turnId));
    }

    private List<Approval> expired(Condition which) {
        return database.query(sql -> sql.update(APPROVAL)
                .set(APPROVAL.STATE, State.EXPIRED.name())
                .setNull(APPROVAL.SEALED_ARGUMENTS)
                .where(APPROVAL.STATE.eq(State.PENDING.name()).and(which))
                .returning()
                .fetch(this::approval));
    }

    /** The processes that hold granted calls. */
    List<String> holders() {
        return database.query(sql -> sql.selectDistinct(APPROVAL.GRANTED_IN)
                .from(APPROVAL)
                .where(APPROVAL.STATE.eq(State.GRANTED.name()).and(APPROVAL.GRANTED_IN.isNotNull()))
                .fetch(APPROVAL.GRANTED_IN));
    }

    /** Calls of a process that is gone: they may or may not have run and are never run again. */
    List<Approval> lose(Collection<String> processes) {
        return database.query(sql -> sql.update(APPROVAL)
                .set(APPROVAL.STATE, State.FAILED.name())
                .setNull(APPROVAL.SEALED_ARGUMENTS)
                .where(APPROVAL.STATE.eq(State.GRANTED.name()).and(APPROVAL.GRANTED_IN.in(processes)))
                .returning()
                .fetch(this::approval));
    }

    /** Takes the arguments away that approvals still have although they ended: an earlier version left them. */
    int wipe() {
        return database.query(sql -> sql.update(APPROVAL)
                .setNull(APPROVAL.SEALED_ARGUMENTS)
                .where(APPROVAL.SEALED_ARGUMENTS.isNotNull().and(APPROVAL.STATE.notIn(OPEN)))
                .execute());
    }

    /** The open approvals that were found unreadable, by identifier; each time it was met. */
    Set<UUID> unreadable() {
        return Set.copyOf(unreadable);
    }

    private Approval approval(Record row) {
        UUID id = row.get(APPROVAL.ID);
        State state = State.valueOf(row.get(APPROVAL.STATE));
        Optional<Map<String, Object>> input = read(row.get(APPROVAL.INPUT).data());
        Optional<String> arguments = OPEN.contains(state.name()) ? input.flatMap(seen -> opened(id, row)) : Optional.of("");
        if (arguments.isEmpty() && unreadable.add(id)) {
            LOG.error("approval {} of {} cannot be read: it was changed in the database, or sealed with another key. It cannot be granted and lapses by itself.", id, row.get(APPROVAL.TOOL));
        }
        return new Approval(
                id,
                Approval.Kind.valueOf(row.get(APPROVAL.KIND)),
                row.get(APPROVAL.TOOL),
                arguments.orElse(""),
                input.orElse(Map.of()),
                row.get(APPROVAL.TITLE),
                row.get(APPROVAL.REASON),
                row.get(APPROVAL.PERSON_ID),
                row.get(APPROVAL.ROOM_ID),
                Optional.ofNullable(row.get(APPROVAL.TURN_ID)),
                row.get(APPROVAL.CALL_ID),
                Optional.ofNullable(row.get(APPROVAL.AGENT)),
                row.get(APPROVAL.SOURCE),
                state,
                row.get(APPROVAL.CREATED_AT),
                row.get(APPROVAL.EXPIRES_AT),
                Optional.ofNullable(row.get(APPROVAL.DECIDED_BY)),
                Optional.ofNullable(row.get(APPROVAL.DECIDED_AT)));
    }

    /** Empty when they are not what was sealed for this approval. */
    private Optional<String> opened(UUID id, Record row) {
        byte[] sealed = row.get(APPROVAL.SEALED_ARGUMENTS);
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            byte[] arguments = sealer.open(sealed, context(id));
            return Arrays.equals(digest(arguments), row.get(APPROVAL.ARGUMENTS_DIGEST))
                    ? Optional.of(new String(arguments, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException changed) {
            return Optional.empty();
        }
    }

    private static String context(UUID id) {
        return "approvals/" + id;
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String write(Map<String, Object> input) {
        try {
            return json.writeValueAsString(input).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what people may see of a call must be made of plain values", e);
        }
    }

    private Optional<Map<String, Object>> read(String input) {
        try {
            return Optional.ofNullable(json.readValue(input, INPUT));
        } catch (JsonProcessingException changed) {
            return Optional.empty();
        }
    }
}
