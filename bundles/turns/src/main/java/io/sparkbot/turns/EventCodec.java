package io.sparkbot.turns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.turn.TurnEvent;

/** Events as JSON: the objects of the stream, and rows of consecutive events in which a plain string stands for a token. */
final class EventCodec {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private EventCodec() {}

    /** The event as clients read it, without its number. */
    static ObjectNode wire(TurnEvent event) {
        return switch (event) {
            case TurnEvent.HumanMessage human -> typed("human_message")
                    .put("message_id", human.messageId().toString())
                    .put("turn_id", human.turnId().toString());
            case TurnEvent.Routing routing -> typed("routing").set("payload", JSON.valueToTree(routing.payload()));
            case TurnEvent.Token token -> typed("token").put("token", token.text());
            case TurnEvent.ToolStart start -> {
                ObjectNode node = typed("tool_start").put("tool", start.tool()).put("call_id", start.callId().toString()).put("title", start.title());
                yield node.set("input", JSON.valueToTree(start.input()));
            }
            case TurnEvent.ToolDone done -> typed("tool_done")
                    .put("tool", done.tool())
                    .put("call_id", done.callId().toString())
                    .put("result", done.result())
                    .put("status", done.status());
            case TurnEvent.ConfirmRequired confirm -> {
                ObjectNode node = typed("confirm_required")
                        .put("confirm_id", confirm.confirmId().toString())
                        .put("turn_id", confirm.turnId().toString())
                        .put("tool", confirm.tool())
                        .put("title", confirm.title());
                node.set("input", JSON.valueToTree(confirm.input()));
                yield node.put("reason", confirm.reason()).put("expires_at", confirm.expiresAt().toString());
            }
            case TurnEvent.Done done -> {
                ObjectNode node = typed("done");
                done.messageId().ifPresent(id -> node.put("message_id", id.toString()));
                if (done.interrupted()) {
                    node.put("interrupted", true);
                }
                if (done.silent()) {
                    node.put("silent", true);
                }
                yield node;
            }
            case TurnEvent.Failed failed -> typed("error").put("error", failed.text()).put("detail", failed.text()).put("code", failed.code());
        };
    }

    /**
     * The event with its number.
     *
     * @param known whether the reader may know the id of an approval that the event asks for
     */
    static ObjectNode numbered(TurnEvent.Numbered numbered, boolean known) {
        ObjectNode event = wire(numbered.event()).put("seq", numbered.seq());
        return known || !(numbered.event() instanceof TurnEvent.ConfirmRequired) ? event : event.without("confirm_id");
    }

    /** One row of consecutive events. */
    static String row(List<TurnEvent.Numbered> events) {
        ArrayNode row = JsonNodeFactory.instance.arrayNode(events.size());
        for (TurnEvent.Numbered numbered : events) {
            if (numbered.event() instanceof TurnEvent.Token token) {
                row.add(token.text());
            } else {
                row.add(wire(numbered.event()));
            }
        }
        return row.toString();
    }

    /** The events of a row whose number is above {@code after}. */
    static List<TurnEvent.Numbered> events(long firstSeq, String row, long after) {
        try {
            List<TurnEvent.Numbered> events = new ArrayList<>();
            long seq = firstSeq;
            for (JsonNode node : JSON.readTree(row)) {
                if (seq > after) {
                    events.add(new TurnEvent.Numbered(seq, event(node)));
                }
                seq++;
            }
            return events;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored events from " + firstSeq + " are no JSON", e);
        }
    }

    private static TurnEvent event(JsonNode node) {
        if (node.isTextual()) {
            return new TurnEvent.Token(node.textValue());
        }
        String type = node.path("type").asText();
        return switch (type) {
            case "human_message" -> new TurnEvent.HumanMessage(id(node, "message_id"), id(node, "turn_id"));
            case "routing" -> new TurnEvent.Routing(object(node, "payload"));
            case "token" -> new TurnEvent.Token(node.path("token").asText());
            case "tool_start" -> new TurnEvent.ToolStart(id(node, "call_id"), text(node, "tool"), text(node, "title"), object(node, "input"));
            case "tool_done" -> new TurnEvent.ToolDone(id(node, "call_id"), text(node, "tool"), text(node, "result"), text(node, "status"));
            case "confirm_required" -> new TurnEvent.ConfirmRequired(
                    id(node, "confirm_id"),
                    id(node, "turn_id"),
                    text(node, "tool"),
                    text(node, "title"),
                    object(node, "input"),
                    text(node, "reason"),
                    Instant.parse(text(node, "expires_at")));
            case "done" -> new TurnEvent.Done(
                    node.has("message_id") ? Optional.of(id(node, "message_id")) : Optional.empty(), node.path("interrupted").asBoolean(), node.path("silent").asBoolean());
            case "error" -> new TurnEvent.Failed(text(node, "code"), text(node, "error"));
            default -> throw new IllegalStateException("stored event of unknown type " + type);
        };
    }

    static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static UUID id(JsonNode node, String field) {
        return UUID.fromString(text(node, field));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static Map<String, Object> object(JsonNode node, String field) {
        return JSON.convertValue(node.path(field), OBJECT);
    }
}
