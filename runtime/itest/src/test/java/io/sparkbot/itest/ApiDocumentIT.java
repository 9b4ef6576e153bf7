package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.itest.contract.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API document as those read it who make clients from it. */
class ApiDocumentIT extends WholeProduct {

    /** Two types of the product under one name would make clients' types depend on which bundle came first. */
    @Test
    void every_type_and_every_operation_has_a_name_of_its_own() {
        Document document = new Document(api.get("/openapi.json").ok());
        List<String> numbered = document.schemas().properties().stream().map(Map.Entry::getKey).filter(name -> name.contains("_")).toList();
        assertEquals(List.of(), numbered);
        List<String> ids = document.routes().values().stream().map(route -> route.operation().get("operationId").asText()).toList();
        Set<String> seen = new HashSet<>();
        assertEquals(List.of(), ids.stream().filter(id -> !seen.add(id)).toList());
        assertTrue(document.routes().values().stream().allMatch(route -> route.operation().has("summary")), "a route without a sentence");
    }

    @Test
    void what_other_programs_speak_stands_at_the_root_of_the_server_where_they_look_for_it() {
        JsonNode document = api.get("/openapi.json").ok();
        List<String> paths = document.get("paths").properties().stream().map(Map.Entry::getKey).filter(path -> !path.startsWith("/api/v1/")).toList();
        assertEquals(List.of("/v1/chat/completions", "/v1/models", "/v1/models/{id}"), paths);
        assertTrue(document.get("paths").properties().stream().noneMatch(path -> path.getKey().startsWith("/api/v1/v1")));
        assertEquals("/", document.at("/servers/0/url").asText());
        assertEquals("[{\"bearer\":[]}]", document.at("/paths/~1v1~1models/get/security").toString());
    }

    /** Otherwise {@code npm run api} in webapp, with this product running, mends it. */
    @Test
    void the_types_of_the_web_app_are_those_of_the_document(@TempDir Path folder) throws Exception {
        Path webapp = Path.of(System.getProperty("exam.docs")).resolveSibling("webapp");
        Path made = folder.resolve("schema.gen.ts");
        Path source = Files.writeString(folder.resolve("openapi.json"), api.get("/openapi.json").ok().toString());
        Process script = new ProcessBuilder("node", "scripts/api-types.mjs", source.toString(), made.toString()).directory(webapp.toFile()).inheritIO().start();
        assertEquals(0, script.waitFor());
        assertEquals(Files.readString(webapp.resolve("src/api/schema.gen.ts")), Files.readString(made));
    }
}
