package io.sparkbot.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.web.Fault;
import io.sparkbot.web.rest.Endpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** OpenAPI 3.1 of the endpoints that answer at this moment. */
final class Document {

    private static final String PREFIX = "/api/v1";

    private final ObjectNode root;
    private final Operations operations;

    private Document(ObjectMapper mapper, String version) {
        this.root = mapper.createObjectNode();
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Sparkbot")
                .put("version", version)
                .put("description", "Made from the bundles that are running: a route comes and goes with its bundle.");
        root.putArray("servers").addObject().put("url", "/");
        ArrayNode security = root.putArray("security");
        security.addObject().putArray("cookie");
        security.addObject().putArray("bearer");
        root.putObject("paths");
        ObjectNode components = root.putObject("components");
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("cookie").put("type", "apiKey").put("in", "cookie").put("name", "chat_token");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
        Schemas schemas = new Schemas(mapper, components.putObject("schemas"));
        this.operations = new Operations(mapper, schemas, new Refusals(components));
    }

    static JsonNode of(List<Endpoint> endpoints, List<String> sockets, ObjectMapper mapper, String version) {
        Document document = new Document(mapper, version);
        endpoints.stream()
                .filter(endpoint -> !endpoint.isLocator())
                .sorted(Comparator.comparing(Endpoint::template).thenComparing(Endpoint::verb))
                .forEach(document::add);
        ArrayNode list = document.root.putArray("x-websockets");
        sockets.forEach(template -> list.add(PREFIX + template));
        return document.root;
    }

    private void add(Endpoint endpoint) {
        String address = address(endpoint.template().replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}"));
        ObjectNode path = root.withObject("/paths").withObjectProperty(address);
        String verb = endpoint.verb().toLowerCase(Locale.ROOT);
        if (!path.has(verb)) {
            operations.describe(endpoint, path.putObject(verb));
        }
    }

    /** Where clients call it: what other programs speak is expected at the root of a server. */
    private static String address(String template) {
        return Fault.isForOtherPrograms(template) ? template : PREFIX + template;
    }
}
