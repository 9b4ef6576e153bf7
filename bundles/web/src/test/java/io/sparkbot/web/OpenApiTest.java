package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.web.Browser.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

@ExtendWith(SharedFrame.class)
class OpenApiTest {

    @TempDir
    Path folder;

    @Test
    void routes_of_all_bundles_are_described_with_their_types(Frame frame) throws IOException {
        JsonNode document = document(frame);
        assertEquals("3.1.0", document.get("openapi").asText());
        JsonNode list = document.at("/paths/~1api~1v1~1fixture~1rooms/get");
        assertEquals("limit", list.at("/parameters/0/name").asText());
        assertEquals(100, list.at("/parameters/0/schema/default").asInt());
        assertEquals("array", list.at("/responses/200/content/application~1json/schema/type").asText());
        JsonNode room = resolve(document, list.at("/responses/200/content/application~1json/schema/items"));
        assertEquals("uuid", room.at("/properties/id/format").asText());
        assertEquals("date-time", room.at("/properties/created_at/format").asText());
        assertEquals("[\"string\",\"null\"]", room.at("/properties/persona/type").toString());
        assertEquals("[\"RED\",\"GREEN\"]", resolve(document, room.at("/properties/colour")).get("enum").toString());
        assertEquals(5, room.get("required").size());
    }

    @Test
    void a_body_says_what_is_needed(Frame frame) throws IOException {
        JsonNode document = document(frame);
        JsonNode body = resolve(document, document.at("/paths/~1api~1v1~1fixture~1rooms/post/requestBody/content/application~1json/schema"));
        assertEquals("[\"display_name\",\"members\"]", body.get("required").toString());
        assertEquals("[\"string\",\"null\"]", body.at("/properties/persona/type").toString());
    }

    @Test
    void public_routes_errors_and_streams_are_told_apart(Frame frame) throws IOException {
        JsonNode document = document(frame);
        JsonNode one = document.at("/paths/~1api~1v1~1fixture~1rooms~1{id}/get");
        assertEquals("One room", one.get("summary").asText());
        assertEquals("[\"not_found\",\"not_member\"]", one.get("x-refusals").toString());
        assertTrue(one.at("/responses/401").isObject());
        assertEquals("path", one.at("/parameters/0/in").asText());
        JsonNode health = document.at("/paths/~1api~1v1~1utils~1health-check/get");
        assertEquals(0, health.get("security").size());
        assertTrue(health.at("/responses/401").isMissingNode());
        assertEquals("boolean", health.at("/responses/200/content/application~1json/schema/type").asText());
        assertTrue(document.at("/paths/~1api~1v1~1fixture~1rooms~1{id}~1stream/get/responses/200/content/text~1event-stream").isObject());
        assertEquals("/api/v1/fixture/ws/{room}", document.at("/x-websockets/0").asText());
    }

    @Test
    void every_reference_leads_somewhere_and_every_operation_has_its_own_name(Frame frame) throws IOException {
        JsonNode document = document(frame);
        Set<String> names = new HashSet<>();
        for (JsonNode operation : document.findValues("operationId")) {
            assertTrue(names.add(operation.asText()), operation + " twice");
        }
        for (JsonNode reference : document.findValues("$ref")) {
            assertFalse(document.at(reference.asText().substring(1)).isMissingNode(), reference.asText());
        }
    }

    @Test
    void a_hot_deployed_bundle_appears_and_disappears(Frame frame) throws Exception {
        assertTrue(document(frame).at("/paths/~1api~1v1~1fixture~1streams").isMissingNode());
        Bundle bundle = frame.deploy(new FixtureJar("fixture.streams", "3.0.0").packageOf(io.sparkbot.web.fixture.streams.Activator.class).writeTo(folder));
        assertTrue(document(frame).at("/paths/~1api~1v1~1fixture~1streams").isObject());
        bundle.uninstall();
        assertTrue(document(frame).at("/paths/~1api~1v1~1fixture~1streams").isMissingNode());
    }

    @Test
    void an_unchanged_document_is_304(Frame frame) throws IOException {
        Answer first = new Browser(frame).get("/api/v1/openapi.json");
        Answer again = new Browser(frame).get("/api/v1/openapi.json", "If-None-Match: " + first.header("ETag"));
        assertEquals(304, again.status());
    }

    private static JsonNode document(Frame frame) throws IOException {
        Answer answer = new Browser(frame).get("/api/v1/openapi.json");
        assertEquals(200, answer.status());
        assertEquals("application/json", answer.header("Content-Type"));
        return answer.json();
    }

    private static JsonNode resolve(JsonNode document, JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }
}
