package io.sparkbot.web.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.web.Fault;
import io.sparkbot.web.FaultWriter;
import io.sparkbot.web.rest.Endpoint;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The refusals of the contract: which code comes with which status, and what their bodies look like. */
final class Refusals {

    private static final String OTHER_PROGRAMS = "ForOtherPrograms";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(400, "BadRequest"),
            Map.entry(401, "NotSignedIn"),
            Map.entry(403, "NotAllowed"),
            Map.entry(404, "NotFound"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "TooLarge"),
            Map.entry(415, "UnsupportedType"),
            Map.entry(422, "Invalid"),
            Map.entry(429, "TooMany"),
            Map.entry(502, "UpstreamFailed"),
            Map.entry(503, "Unavailable"));

    private static final Map<Integer, List<String>> CODES = Map.ofEntries(
            Map.entry(400, List.of("bad_request", "unknown_model", "nothing_to_change", "room_required", "invite_invalid", "already_member", "context_length_exceeded")),
            Map.entry(401, List.of("not_signed_in", "passphrase_wrong", "credentials_wrong", "pin_wrong", "token_wrong")),
            Map.entry(403, List.of("not_allowed", "not_member", "viewer_read_only", "not_operator", "not_admin", "privileged_required", "account_inactive", "feature_disabled", "origin_refused")),
            Map.entry(404, List.of("not_found", "model_not_found")),
            Map.entry(409, List.of("name_taken", "already_exists", "conflict", "unreadable")),
            Map.entry(410, List.of("expired")),
            Map.entry(413, List.of("too_large")),
            Map.entry(415, List.of("bad_request")),
            Map.entry(422, List.of("invalid")),
            Map.entry(429, List.of("rate_limited", "locked", "too_many_sessions")),
            Map.entry(502, List.of("upstream_failed")),
            Map.entry(503, List.of("unavailable", "not_configured")));

    Refusals(ObjectNode components) {
        ObjectNode schemas = components.withObject("/schemas");
        describeBodies(schemas);
        ObjectNode responses = components.putObject("responses");
        new TreeMap<>(NAMES).forEach((status, name) -> response(responses.putObject(name), "Refused: " + String.join(", ", CODES.getOrDefault(status, List.of())), status == 422 ? "Invalid" : "Error"));
        response(responses.putObject("Refused"), "Refused or failed; the code is stable, the detail is for people", "Error");
        content(responses.putObject(OTHER_PROGRAMS).put("description", "Refused or failed, in the form of OpenAI's interface"), MediaType.APPLICATION_JSON, OTHER_PROGRAMS);
    }

    /** Adds the refusals that a route declares, and those that any route like it may meet at the door. */
    void describe(Endpoint endpoint, List<String> declared, ObjectNode operation, ObjectNode responses) {
        Set<Integer> statuses = new TreeSet<>();
        declared.forEach(code -> CODES.forEach((status, codes) -> {
            if (status != 415 && codes.contains(code)) {
                statuses.add(status);
            }
        }));
        if (!endpoint.isPublic()) {
            statuses.addAll(List.of(401, 403));
        } else if (!SAFE.contains(endpoint.verb())) {
            statuses.add(403);
        }
        if (operation.has("requestBody")) {
            statuses.addAll(List.of(413, 415, 422));
        }
        if (operation.has("parameters")) {
            statuses.add(422);
        }
        boolean other = Fault.isForOtherPrograms(endpoint.template());
        statuses.stream().filter(status -> !responses.has(String.valueOf(status))).forEach(status ->
                responses.putObject(String.valueOf(status)).put("$ref", "#/components/responses/" + (other ? OTHER_PROGRAMS : NAMES.get(status))));
        responses.putObject("default").put("$ref", "#/components/responses/" + (other ? OTHER_PROGRAMS : "Refused"));
    }

    private static void describeBodies(ObjectNode schemas) {
        ArrayNode codes = schemas.putObject("ErrorCode").put("type", "string").putArray("enum");
        Set<String> all = new TreeSet<>(List.of("internal", "method_not_allowed"));
        CODES.values().forEach(all::addAll);
        all.forEach(codes::add);
        ObjectNode error = schemas.putObject("Error").put("type", "object");
        error.putObject("properties").set("detail", error.objectNode().put("type", "string"));
        code(error);
        ObjectNode field = schemas.putObject("FieldError").put("type", "object");
        ObjectNode ofField = field.putObject("properties");
        ofField.putObject("type").put("type", "string");
        ofField.putObject("loc").put("type", "array").putObject("items").putArray("type").add("string").add("integer");
        ofField.putObject("msg").put("type", "string");
        field.putArray("required").add("type").add("loc").add("msg");
        ObjectNode invalid = schemas.putObject("Invalid").put("type", "object");
        ArrayNode detail = invalid.putObject("properties").putObject("detail").putArray("anyOf");
        detail.addObject().put("type", "array").putObject("items").put("$ref", "#/components/schemas/FieldError");
        detail.addObject().put("type", "string");
        code(invalid);
        problem(schemas.putObject("Problem"));
        otherPrograms(schemas.putObject(OTHER_PROGRAMS));
    }

    private static void code(ObjectNode schema) {
        schema.withObject("/properties").putObject("code").put("$ref", "#/components/schemas/ErrorCode");
        schema.putArray("required").add("detail").add("code");
    }

    /** RFC 9457. */
    private static void problem(ObjectNode schema) {
        ObjectNode properties = schema.put("type", "object").putObject("properties");
        properties.putObject("type").put("type", "string");
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        ArrayNode detail = properties.putObject("detail").putArray("anyOf");
        detail.addObject().put("type", "string");
        detail.addObject().put("type", "array").putObject("items").put("$ref", "#/components/schemas/FieldError");
        code(schema);
        schema.withArray("/required").add("type").add("title").add("status");
    }

    private static void otherPrograms(ObjectNode schema) {
        ObjectNode error = schema.put("type", "object").putObject("properties").putObject("error");
        ObjectNode properties = error.put("type", "object").putObject("properties");
        properties.putObject("message").put("type", "string");
        properties.putObject("type").put("type", "string");
        properties.putObject("param").put("type", "null");
        properties.putObject("code").put("$ref", "#/components/schemas/ErrorCode");
        error.putArray("required").add("message").add("type").add("param").add("code");
        schema.putArray("required").add("error");
    }

    private static void response(ObjectNode response, String description, String schema) {
        content(response.put("description", description), MediaType.APPLICATION_JSON, schema);
        content(response, FaultWriter.PROBLEM_JSON, "Problem");
    }

    private static void content(ObjectNode response, String type, String schema) {
        response.withObject("/content").putObject(type).putObject("schema").put("$ref", "#/components/schemas/" + schema);
    }
}
