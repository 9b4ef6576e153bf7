package io.sparkbot.guardian.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.store.Database;
import org.jooq.JSONB;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Appends in groups: one thread takes all that wait and writes them in one statement. So a single caller pays one round trip, many at once
 * share one commit, and an entry never hangs on a transaction that its caller has open and may roll back.
 */
@Component
public final class ChainedAudit implements Audit {

    private static final int GROUP = 200;

    private record Waiting(UUID id, ObjectNode row, CompletableFuture<UUID> written) {}

    private final EntryStore store;
    private final Redactor redactor;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final EntryText texts = new EntryText(json);
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean stopped;

    @Activate
    public ChainedAudit(@Reference(target = "(schema=guardian_audit)") Database database, @Reference Redactor redactor) {
        this(new EntryStore(database), redactor, Clock.systemUTC());
    }

    ChainedAudit(EntryStore store, Redactor redactor, Clock clock) {
        this.store = store;
        this.redactor = redactor;
        this.clock = clock;
        this.writer = Thread.ofVirtual().name("audit-writer").start(this::write);
    }

    /** Writes what waits, then refuses. */
    @Deactivate
    void stop() throws InterruptedException {
        stopped = true;
        writer.interrupt();
        writer.join();
    }

    @Override
    public UUID append(AuditEntry entry) {
        Waiting mine = row(entry);
        waiting.add(mine);
        if (stopped && !writer.isAlive()) {
            mine.written().completeExceptionally(new IllegalStateException("the audit log is closed"));
        }
        return outcome(mine);
    }

    private void write() {
        var group = new ArrayList<Waiting>();
        while (!stopped || !waiting.isEmpty()) {
            try {
                group.add(waiting.take());
                waiting.drainTo(group, GROUP - 1);
                writeGroup(group);
                group.clear();
            } catch (InterruptedException e) {
                stopped = true;
                waiting.drainTo(group);
                if (!group.isEmpty()) {
                    writeGroup(group);
                    group.clear();
                }
            }
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
        ArrayNode rows = json.createArrayNode();
        group.forEach(one -> rows.add(one.row()));
        try {
            store.append(JSONB.valueOf(rows.toString()));
            group.forEach(one -> one.written().complete(one.id()));
        } catch (RuntimeException e) {
            group.forEach(one -> one.written().completeExceptionally(e));
        }
    }

    private Waiting row(AuditEntry entry) {
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
        return new Waiting(id, row, new CompletableFuture<>());
    }
}
