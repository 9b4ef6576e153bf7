package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final UUID ID = UUID.fromString("0190a6f0-0000-7000-8000-000000000001");

    /** Events, and a silence for each empty one. */
    private static final class Told implements TurnStream {

        private final Deque<Optional<Numbered>> rest = new ArrayDeque<>();
        final AtomicInteger closed = new AtomicInteger();

        Told(TurnEvent... events) {
            for (int i = 0; i < events.length; i++) {
                rest.add(Optional.of(new Numbered(i + 1, events[i])));
            }
        }

        Told silence() {
            rest.addFirst(Optional.empty());
            return this;
        }

        @Override
        public Optional<Numbered> next(Duration wait) {
            if (wait.isZero() && !rest.isEmpty() && rest.peek().isEmpty()) {
                return Optional.empty();
            }
            return rest.isEmpty() ? Optional.empty() : rest.poll();
        }

        @Override
        public boolean ended() {
            return rest.isEmpty();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private static EventStream.Viewer viewer(boolean mayDecide, boolean plainScript) {
        return new EventStream.Viewer() {
            @Override
            public boolean mayDecide(TurnEvent.ConfirmRequired asked) {
                return mayDecide;
            }

            @Override
            public boolean plainScript() {
                return plainScript;
            }
        };
    }

    private static final TurnEvent[] ALL = {
        new TurnEvent.HumanMessage(ID, ID),
        new TurnEvent.Routing(Map.of("applied_model", "m")),
        new TurnEvent.Token("line\nbreak \"quoted\" \uD83D\uDE00"),
        new TurnEvent.ToolStart(ID, "delete", "delete the file a", Map.of("path", "a")),
        new TurnEvent.ToolDone(ID, "delete", "gone", "ok"),
        new TurnEvent.ConfirmRequired(ID, ID, "delete", "delete the file b", Map.of("path", "b"), "it deletes", Instant.parse("2026-01-01T00:00:00Z")),
        new TurnEvent.Failed("model_timeout", "Try again."),
        new TurnEvent.Done(Optional.of(ID), true)
    };

    private static String written(TurnStream events, EventStream.Viewer viewer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new EventStream(events, viewer, () -> {}).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> events(String written) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String block : written.split("\n\n")) {
            if (!block.startsWith(": ")) {
                assertTrue(block.startsWith("data: ") && !block.contains("\n"), block);
                events.add(new ObjectMapper().readTree(block.substring(6)));
            }
        }
        return events;
    }

    @Test
    @Tag("CK-2")
    void CK_2_every_event_is_one_data_line_with_its_number_and_the_fields_of_the_contract() throws Exception {
        String written = written(new Told(ALL), viewer(true, false));
        assertTrue(written.endsWith("\n\n"));
        List<JsonNode> events = events(written);
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).path("seq").asLong());
        }
        Map<String, List<String>> fields = Map.of(
                "human_message", List.of("message_id", "turn_id"),
                "routing", List.of("payload"),
                "token", List.of("token"),
                "tool_start", List.of("tool", "call_id", "title", "input"),
                "tool_done", List.of("tool", "call_id", "result", "status"),
                "confirm_required", List.of("confirm_id", "turn_id", "tool", "title", "input", "reason", "expires_at"),
                "error", List.of("error", "detail", "code"),
                "done", List.of("message_id", "interrupted"));
        assertEquals(fields.keySet(), events.stream().map(event -> event.path("type").asText()).collect(java.util.stream.Collectors.toSet()));
        for (JsonNode event : events) {
            for (String field : fields.getOrDefault(event.path("type").asText(), List.of())) {
                assertTrue(event.has(field), field + " in " + event);
            }
        }
        assertEquals("line\nbreak \"quoted\" \uD83D\uDE00", events.get(2).path("token").asText());
    }

    @Test
    void stored_events_come_back_as_they_were() {
        List<Numbered> numbered = new ArrayList<>();
        for (TurnEvent event : ALL) {
            numbered.add(new Numbered(numbered.size() + 5, event));
        }
        String row = EventCodec.row(numbered);
        assertEquals(numbered, EventCodec.events(5, row, 0));
        assertEquals(numbered.subList(3, 8), EventCodec.events(5, row, 7));
    }

    @Test
    void a_heartbeat_comes_when_nothing_else_does() {
        String written = written(new Told(ALL[0]).silence(), viewer(true, false));
        assertTrue(written.startsWith(": ping\n\ndata: {"), written);
    }

    @Test
    @Tag("W-10")
    void W_10_the_id_of_an_approval_is_left_out_for_people_who_may_not_decide() throws Exception {
        String written = written(new Told(ALL[5]), viewer(false, true));
        assertFalse(events(written).getFirst().has("confirm_id"));
        assertFalse(written.contains("\"confirm_id\""));
        assertTrue(events(written(new Told(ALL[5]), viewer(true, false))).getFirst().has("confirm_id"));
    }

    @Test
    @Tag("W-29")
    void W_29_plain_script_clients_also_get_the_older_forms_and_browsers_do_not() throws Exception {
        List<JsonNode> script = events(written(new Told(ALL), viewer(true, true)));
        JsonNode chip = script.stream().filter(event -> event.path("type").asText().equals("tool_chip")).findFirst().orElseThrow();
        assertEquals("running", chip.path("status").asText());
        JsonNode confirm = script.stream().filter(event -> event.path("type").asText().equals("confirm")).findFirst().orElseThrow();
        assertEquals("May I delete the file b?", confirm.path("message").asText());
        assertEquals(ID.toString(), confirm.path("confirm_id").asText());
        assertEquals(ALL.length, events(written(new Told(ALL), viewer(true, false))).size());
    }

    @Test
    void a_client_that_leaves_ends_its_stream_and_nothing_else() {
        Told told = new Told(ALL);
        AtomicInteger ended = new AtomicInteger();
        new EventStream(told, viewer(true, false), ended::incrementAndGet).write(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertEquals(1, told.closed.get());
        assertEquals(1, ended.get());
    }

    @Test
    void what_the_starter_of_a_turn_adds_is_in_its_first_event_and_in_its_last() {
        Told told = new Told(new TurnEvent.HumanMessage(ID, ID), new TurnEvent.Token("hi"), new TurnEvent.Done(Optional.of(ID), false));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new EventStream(told, viewer(false, false), Map.of("file_url", "/x"), () -> {}).write(out);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty()).toList();
        assertTrue(lines.get(0).contains("\"file_url\":\"/x\"") && lines.get(2).contains("\"file_url\":\"/x\""), lines::toString);
        assertFalse(lines.get(1).contains("file_url"));
    }
}
