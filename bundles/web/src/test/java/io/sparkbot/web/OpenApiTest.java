package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.web.Browser.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
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
    void fields_and_parameters_say_which_words_and_numbers_they_hold(Frame frame) throws IOException {
        JsonNode document = document(frame);
        JsonNode parameters = document.at("/paths/~1api~1v1~1fixture~1rooms/get/parameters");
        assertEquals(500, parameters.at("/0/schema/maximum").asInt());
        assertTrue(parameters.at("/1/required").asBoolean());
        JsonNode detail = document.at("/components/schemas/RoomInFull/properties");
        assertEquals("[\"open\",\"shut\",null]", detail.at("/door/enum").toString());
        assertEquals("[\"red\",\"green\"]", detail.at("/shade/enum").toString());
        assertEquals(9, detail.at("/seats/maximum").asInt());
    }

    @Test
    void a_field_that_may_be_missing_is_neither_needed_nor_null_and_an_unwrapped_one_stands_among_the_others(Frame frame) throws IOException {
        JsonNode detail = document(frame).at("/components/schemas/RoomInFull");
        assertEquals("\"integer\"", detail.at("/properties/seats/type").toString());
        assertEquals("\"string\"", detail.at("/properties/token/type").toString());
        assertEquals(Set.of("id", "display_name", "persona", "created_at", "colour", "door", "shade"), texts(detail.get("required")));
        assertTrue(detail.at("/properties/room").isMissingNode());
    }

    @Test
    void of_a_change_no_field_is_needed(Frame frame) throws IOException {
        JsonNode document = document(frame);
        JsonNode body = resolve(document, document.at("/paths/~1api~1v1~1fixture~1rooms~1{id}/patch/requestBody/content/application~1json/schema"));
        assertEquals(40, body.at("/properties/display_name/maxLength").asInt());
        assertTrue(body.path("required").isMissingNode());
    }

    @Test
    void events_are_told_apart_by_their_type(Frame frame) throws IOException {
        JsonNode document = document(frame);
        JsonNode stream = document.at("/paths/~1api~1v1~1fixture~1rooms~1{id}~1stream/get/responses/200/content/text~1event-stream/schema");
        JsonNode event = resolve(document, stream.get("x-event"));
        assertEquals("type", event.at("/discriminator/propertyName").asText());
        JsonNode said = resolve(document, event.at("/oneOf/0"));
        assertEquals("said", said.at("/properties/type/const").asText());
        assertEquals(Set.of("type", "text"), texts(said.get("required")));
    }

    @Test
    void refusals_stand_under_their_status(Frame frame) throws IOException {
        JsonNode document = document(frame);
        JsonNode change = document.at("/paths/~1api~1v1~1fixture~1rooms~1{id}/patch/responses");
        assertEquals("#/components/responses/Conflict", change.at("/409/$ref").asText());
        for (String status : List.of("401", "403", "413", "415", "422")) {
            assertTrue(change.at("/" + status + "/$ref").isTextual(), status);
        }
        JsonNode one = document.at("/paths/~1api~1v1~1fixture~1rooms~1{id}/get/responses");
        assertEquals(Set.of("200", "401", "403", "404", "422", "503", "default"), Set.copyOf(names(one)));
        JsonNode error = resolve(document, document.at("/components/responses/NotFound/content/application~1json/schema"));
        assertEquals("[\"detail\",\"code\"]", error.get("required").toString());
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
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
