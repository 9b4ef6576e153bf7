package io.sparkbot.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an archive says of itself; its last entry.
 *
 * @param version of the product that made it
 * @param data name of the database's folder, which tells the database's major version; empty when it is not inside
 * @param architecture of the machine the database's files were made on
 * @param sums SHA-256 of every file, by its name in the archive
 */
record Manifest(String version, Instant createdAt, String data, String architecture, Map<String, String> sums) {

    static final String NAME = "manifest.json";
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] bytes() throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("product", "sparkbot")
                .put("version", version)
                .put("created_at", createdAt.toString())
                .put("database", data)
                .put("architecture", architecture);
        ObjectNode files = root.putObject("files");
        sums.forEach(files::put);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** @throws IOException when it is none, or of a format this version does not know */
    static Manifest of(byte[] bytes) throws IOException {
        JsonNode root = JSON.readTree(bytes);
        if (!root.path("product").asText().equals("sparkbot")) {
            throw new IOException("it is no backup of Sparkbot");
        }
        if (root.path("format").asInt() != FORMAT) {
            throw new IOException("its format is " + root.path("format").asInt() + "; this version reads format " + FORMAT);
        }
        Map<String, String> sums = new TreeMap<>();
        root.path("files").properties().forEach(file -> sums.put(file.getKey(), file.getValue().asText()));
        return new Manifest(
                root.path("version").asText(), Instant.parse(root.path("created_at").asText()), root.path("database").asText(),
                root.path("architecture").asText(), sums);
    }
}
