package io.sparkbot.turns;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.turn.TurnAnswers;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnStream;
import jakarta.ws.rs.core.StreamingOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn's events as server-sent events: one line of JSON each, a comment when nothing happens for a while. Written by the thread of the
 * request; a client that goes away ends this stream and nothing else.
 */
final class EventStream implements StreamingOutput, TurnAnswers.Body {

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int FLUSH_CHARACTERS = 16 * 1024;

    private final TurnStream events;
    private final Viewer viewer;
    private final Map<String, String> added;
    private final Runnable atEnd;

    /** Who reads. */
    interface Viewer {

        /** Whether the reader may decide this approval; others are not told its id. */
        boolean mayDecide(TurnEvent.ConfirmRequired asked);

        /** Whether the reader is an older script client, which knows other names for some events. */
        boolean plainScript();
    }

    EventStream(TurnStream events, Viewer viewer, Runnable atEnd) {
        this(events, viewer, Map.of(), atEnd);
    }

    /**
     * @param added fields of the first event and of {@code done}
     * @param atEnd run once when the stream has ended, however it did
     */
    EventStream(TurnStream events, Viewer viewer, Map<String, String> added, Runnable atEnd) {
        this.events = events;
        this.viewer = viewer;
        this.added = added;
        this.atEnd = atEnd;
    }

    @Override
    public void write(OutputStream out) {
        writeTo(out);
    }

    @Override
    public void writeTo(OutputStream out) {
        try (events) {
            Optional<Numbered> next = events.next(HEARTBEAT);
            while (next.isPresent() || !events.ended()) {
                if (next.isEmpty()) {
                    out.write(PING);
                } else {
                    out.write(portion(next.get()).getBytes(StandardCharsets.UTF_8));
                }
                out.flush();
                next = events.next(HEARTBEAT);
            }
        } catch (IOException gone) {
            log.debug("a client left an event stream", gone);
        } catch (DatabaseUnavailable e) {
            log.warn("an event stream ends because the database is away; its client can come back", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atEnd.run();
        }
    }

    /** The event and those that are there already, so that a fast turn or a late client does not cost a packet per token. */
    private String portion(Numbered first) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        Optional<Numbered> next = Optional.of(first);
        while (next.isPresent()) {
            add(text, next.get());
            next = text.length() < FLUSH_CHARACTERS ? events.next(Duration.ZERO) : Optional.empty();
        }
        return text.toString();
    }

    private void add(StringBuilder text, Numbered numbered) {
        boolean known = !(numbered.event() instanceof TurnEvent.ConfirmRequired asked) || viewer.mayDecide(asked);
        ObjectNode event = EventCodec.numbered(numbered, known);
        if (numbered.event() instanceof TurnEvent.HumanMessage || numbered.event() instanceof TurnEvent.Done) {
            added.forEach(event::put);
        }
        line(text, event);
        if (viewer.plainScript()) {
            olderForm(numbered.event()).ifPresent(older -> line(text, older.put("seq", numbered.seq())));
        }
    }

    private static void line(StringBuilder text, ObjectNode event) {
        text.append("data: ").append(event).append("\n\n");
    }

    private Optional<ObjectNode> olderForm(TurnEvent event) {
        return switch (event) {
            case TurnEvent.ToolStart start -> Optional.of(EventCodec.typed("tool_chip").put("tool", start.tool()).put("status", "running"));
            case TurnEvent.ConfirmRequired asked -> {
                ObjectNode older = EventCodec.typed("confirm").put("message", "May I " + asked.title() + "?");
                yield Optional.of(viewer.mayDecide(asked) ? older.put("confirm_id", asked.confirmId().toString()) : older);
            }
            default -> Optional.empty();
        };
    }
}
