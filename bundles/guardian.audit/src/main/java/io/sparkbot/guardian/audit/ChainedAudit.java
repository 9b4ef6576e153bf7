package io.sparkbot.guardian.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.store.DatabaseUnavailable;
import org.jooq.JSONB;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends in groups: one thread takes all that wait and writes them in one statement. So a single caller pays one round trip, many at once
 * share one commit, and what nobody waits for shares the commit of the next that somebody waits for. An entry never hangs on a transaction
 * that its caller has open and may roll back. A group that is refused is written entry by entry, so that a bad one harms nobody else's.
 */
@Component
public final class ChainedAudit implements Audit {

    private static final Logger LOG = LoggerFactory.getLogger(ChainedAudit.class);

    private static final int GROUP = 200;

    /** With more than this waiting, whoever appends waits with them. */
    private static final int BACKLOG = 10_000;

    /** So long an entry that nobody waits for may wait for one that somebody does, to share its commit; about as long as a few commits take. */
    private static final Duration LINGER = Duration.ofMillis(20);

    private record Waiting(UUID id, String tool, ObjectNode row, boolean urgent, long since, CompletableFuture<UUID> written) {}

    private final EntryStore store;
    private final Redactor redactor;
    private final Clock clock;
    private final long lingerNanos;
    private final ObjectMapper json = new ObjectMapper();
    private final EntryText texts = new EntryText(json);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Thread writer;
    private int urgent;
    private boolean stopped;

    @Activate
    public ChainedAudit(@Reference(target = "(schema=guardian_audit)") Database database, @Reference Redactor redactor) {
        this(new EntryStore(database), redactor, Clock.systemUTC());
    }

    ChainedAudit(EntryStore store, Redactor redactor, Clock clock) {
        this(store, redactor, clock, LINGER);
    }

    ChainedAudit(EntryStore store, Redactor redactor, Clock clock, Duration linger) {
        this.store = store;
        this.redactor = redactor;
        this.clock = clock;
        this.lingerNanos = linger.toNanos();
        this.writer = Thread.ofVirtual().name("audit-writer").start(this::write);
    }

    /** Takes no more entries and returns when those that wait are written. */
    @Deactivate
    void stop() throws InterruptedException {
        lock.lock();
        try {
            stopped = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        writer.join();
    }

    @Override
    public UUID append(AuditEntry entry) {
        Waiting mine = row(entry, true);
        queue(mine);
        return outcome(mine);
    }

    @Override
    public void appendLater(AuditEntry entry) {
        Waiting mine = row(entry, false);
        if (queue(mine) > BACKLOG) {
            outcome(mine);
            return;
        }
        mine.written().whenComplete((id, failure) -> {
            if (failure != null) {
                LOG.error("the audit entry {} of {} could not be written: {}", mine.id(), mine.tool(), failure.getClass().getSimpleName());
            }
        });
    }

    /** How many wait now. */
    private int queue(Waiting mine) {
        lock.lock();
        try {
            if (stopped) {
                throw new IllegalStateException("the audit log is closed");
            }
            waiting.add(mine);
            urgent += mine.urgent() ? 1 : 0;
            arrived.signal();
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        for (List<Waiting> group = next(); !group.isEmpty(); group = next()) {
            writeGroup(group);
        }
    }

    /** The entries that wait, at most a group of them; none when the log is closed and everything is written. */
    private List<Waiting> next() {
        lock.lock();
        try {
            while (!stopped && !isDue()) {
                await();
            }
            var group = new ArrayList<Waiting>(Math.min(waiting.size(), GROUP));
            while (group.size() < GROUP && !waiting.isEmpty()) {
                group.add(waiting.poll());
            }
            urgent -= (int) group.stream().filter(Waiting::urgent).count();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue() {
        return urgent > 0 || waiting.size() >= GROUP || !waiting.isEmpty() && left(waiting.peek()) <= 0;
    }

    private long left(Waiting oldest) {
        return oldest.since() + lingerNanos - System.nanoTime();
    }

    private void await() {
        if (waiting.isEmpty()) {
            arrived.awaitUninterruptibly();
            return;
        }
        try {
            arrived.awaitNanos(left(waiting.peek()));
        } catch (InterruptedException e) {
            LOG.warn("the writer of the audit log was interrupted; it goes on");
        }
    }

    private static UUID outcome(Waiting mine) {
        try {
            return mine.written().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void writeGroup(List<Waiting> group) {
        try {
            append(group);
        } catch (DatabaseUnavailable e) {
            group.forEach(one -> one.written().completeExceptionally(e));
        } catch (RuntimeException | LinkageError e) {
            if (group.size() == 1) {
                group.getFirst().written().completeExceptionally(e);
            } else {
                group.forEach(one -> writeGroup(List.of(one)));
            }
        }
    }

    private void append(List<Waiting> group) {
        ArrayNode rows = json.createArrayNode();
        group.forEach(one -> rows.add(one.row()));
        store.append(JSONB.valueOf(rows.toString()));
        group.forEach(one -> one.written().complete(one.id()));
    }

    private Waiting row(AuditEntry entry, boolean urgent) {
        UUID id = store.newId();
        ObjectNode row = json.createObjectNode();
        row.put("id", id.toString());
        row.put("created_at", clock.instant().toString());
        entry.personId().ifPresent(value -> row.put("person_id", value.toString()));
        entry.roomId().ifPresent(value -> row.put("room_id", value.toString()));
        entry.turnId().ifPresent(value -> row.put("turn_id", value.toString()));
        row.put("tool_name", EntryText.cut(entry.tool(), 100));
        row.put("tool_input", texts.input(redactor.redact(entry.input())));
        row.put("tool_result", EntryText.result(redactor.redact(entry.result())));
        entry.agent().ifPresent(value -> row.put("agent_name", EntryText.cut(value, 100)));
        entry.model().ifPresent(value -> row.put("model", EntryText.cut(value, 200)));
        return new Waiting(id, entry.tool(), row, urgent, System.nanoTime(), new CompletableFuture<>());
    }
}
