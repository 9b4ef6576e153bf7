package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One file holds everything, taken while people talk, and an empty home becomes the same installation again. */
class BackupIT extends WholeProduct {

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    @Tag("F-691")
    void a_running_server_is_saved_in_mid_answer_and_restored_with_everything_there() throws IOException {
        api.say(room, "[[call filesystem {\"action\":\"write\",\"path\":\"kept.txt\",\"content\":\"milk\"} | text written]]");
        JsonNode asked = api.say(room, "[[call filesystem {\"action\":\"delete\",\"path\":\"kept.txt\"} | text {result}]]").getLast();
        assertEquals("confirm_required", asked.get("type").asText());
        List<JsonNode> begun = api.stream("POST", "/chat/rooms/" + room + "/messages/stream",
                Map.of("content", "[[pace 50ms; tokens 6000]] the running one"), event -> event.get("type").asText().equals("token"));
        String turn = begun.getFirst().get("turn_id").asText();

        Path file = folder.resolve("all.zip");
        Server.Ended saved = server.command("backup", file.toString());
        assertEquals(0, saved.code(), saved::output);
        assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(1, server.command("backup", file.toString()).code(), "a backup never replaces a file");
        api.post("/chat/rooms/" + room + "/turns/" + turn + "/stop", Map.of()).ok();

        Server other = new Server(folder.resolve("other")).with("SPARKBOT_PASSPHRASE", PASSPHRASE);
        Server.Ended restored = other.command("restore", file.toString());
        assertEquals(0, restored.code(), restored::output);
        try (other) {
            other.start();
            Api there = new Api(other.url()).withToken(api.token());
            String messages = there.get("/chat/rooms/" + room + "/messages?limit=50").ok().toString();
            assertTrue(messages.contains("the running one") && messages.contains("written"), messages);
            await("the answer that was cut off is marked",
                    () -> there.get("/chat/rooms/" + room + "/turns?state=interrupted").ok().toString().contains(turn));
            Path kept = other.home().resolve("files").resolve(room).resolve("kept.txt");
            assertEquals("milk", Files.readString(kept));
            there.approve(room, asked.get("confirm_id").asText());
            assertFalse(Files.exists(kept), "what waited for a yes still waits, with its sealed arguments");
        }
        Server.Ended again = other.command("restore", file.toString());
        assertEquals(1, again.code(), again::output);
        assertTrue(again.output().contains("not empty"), again::output);
    }

    @Test
    void a_damaged_backup_is_named_before_anything_is_touched() throws IOException {
        Path file = folder.resolve("whole.zip");
        assertEquals(0, server.command("backup", file.toString()).code());
        byte[] bytes = Files.readAllBytes(file);
        // More than the header of an entry, in which a changed time would harm nobody.
        for (int at = bytes.length / 2; at < bytes.length / 2 + 1024; at++) bytes[at] ^= 0x55;
        Path damaged = Files.write(folder.resolve("damaged.zip"), bytes);
        Path home = folder.resolve("untouched");
        Server.Ended refused = new Server(home).command("restore", damaged.toString());
        assertEquals(1, refused.code(), refused::output);
        assertTrue(refused.output().contains("Nothing was changed"), refused::output);
        assertFalse(Files.exists(home));
        Server.Ended none = new Server(home).command("restore", Files.writeString(folder.resolve("text.zip"), "no archive").toString());
        assertEquals(1, none.code(), none::output);
        assertTrue(none.output().contains("cannot be used"), none::output);
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(left.noneMatch(path -> path.getFileName().toString().endsWith(".part")));
        }
    }
}
