package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered between calls: the server's address, a session token that can be revoked there, and the account's name (empty for the
 * shared passphrase). Never the passphrase, never a
 * provider key. The file is readable by its owner alone.
 */
record SavedSignIn(String url, String token, String username) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Path defaultFile() {
        return Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home")), ".sparkbot", "cli.json");
    }

    static Optional<SavedSignIn> load(Path file) throws IOException {
        try {
            JsonNode saved = JSON.readTree(Files.readAllBytes(file));
            String url = saved.path("url").asText("");
            return url.isBlank() ? Optional.empty() : Optional.of(new SavedSignIn(url, saved.path("token").asText(""), saved.path("username").asText("")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JsonProcessingException damaged) {
            return Optional.empty();
        }
    }

    void save(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path whole = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(whole);
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(whole, JSON.writeValueAsBytes(Map.of("url", url, "token", token, "username", username)));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
