package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import io.sparkbot.testmodel.TestModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A home on a disk that is too small, or that fills up while people talk. */
class FullDiskIT {

    private static final String PASSPHRASE = "correct horse battery";

    private Path disk;
    private Server server;

    @AfterEach
    void unmount() {
        if (server != null) {
            server.close();
        }
        if (disk != null) {
            WholeProduct.await("nothing works on the small disk " + disk, () -> run("umount", disk.toString()) == 0);
        }
    }

    private Server onDiskOf(String size) throws IOException {
        Path folder = Files.createTempDirectory("full-disk");
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()) == 0, "this user may not mount a small disk");
        disk = folder;
        server = new Server(folder.resolve("home")).with("SPARKBOT_PASSPHRASE", PASSPHRASE);
        return server;
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException noSuchProgram) {
            return 127;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 127;
        }
    }

    @Test
    void a_disk_that_is_too_small_is_told_before_anything_is_made() throws Exception {
        Server.Ended ended = onDiskOf("100m").command("start", "--port", "0");
        assertEquals(1, ended.code(), ended::output);
        assertTrue(ended.output().contains("MB left") && ended.output().contains("300 MB are needed"), ended::output);
        assertTrue(ended.output().contains("--home"), ended::output);
        assertFalse(Files.exists(server.home().resolve("data-18")));
    }

    @Test
    void a_disk_that_fills_up_is_told_and_loses_nothing_that_was_acknowledged_and_the_chat_goes_on_once_there_is_room() throws Exception {
        try (TestModel model = TestModel.start(0)) {
            onDiskOf("450m").with("OPENAI_API_KEY", "sk-test-0000000000000000000000").with("OPENAI_BASE_URL", model.baseUrl()).with("SPARKBOT_MODEL", "scripted").start();
            Api api = new Api(server.url()).signIn(PASSPHRASE);
            String room = api.room();
            List<String> acknowledged = new ArrayList<>();
            acknowledged.add(say(api, room, "before").message());

            Path filler = fill();
            Said refused = new Said("", "");
            for (int i = 0; i < 200 && refused.problem().isEmpty(); i++) {
                Said said = say(api, room, "x".repeat(90_000));
                if (!said.message().isEmpty()) {
                    acknowledged.add(said.message());
                }
                refused = said;
            }
            assertEquals("unavailable", refused.problem(), "200 long messages fit on a full disk, or the refusal is not clear");
            assertEquals(200, api.get("/utils/health-check/").status(), "the process itself is well");

            Files.delete(filler);
            WholeProduct.await("the database writes again", () -> api.get("/utils/ready").status() == 200
                    && say(api, room, "after").problem().isEmpty());
            assertAllThere(api, room, acknowledged);
            server.kill();
            server.start();
            assertAllThere(new Api(server.url()).withToken(api.token()), room, acknowledged);
        }
    }

    /**
     * What became of a message.
     *
     * @param message its id, empty when it was not acknowledged
     * @param problem code of what went wrong, empty when nothing did
     */
    private record Said(String message, String problem) {}

    private static Said say(Api api, String room, String text) {
        try {
            List<JsonNode> events =
                    api.stream("POST", "/chat/rooms/" + room + "/messages/stream", Map.of("content", "[[text fine]] " + text), event -> false);
            String message = events.isEmpty() ? "" : events.getFirst().path("message_id").asText();
            boolean failed = events.isEmpty() || events.getLast().get("type").asText().equals("error");
            return new Said(message, failed ? events.isEmpty() ? "cut" : events.getLast().path("code").asText() : "");
        } catch (AssertionError refused) {
            String words = String.valueOf(refused.getMessage());
            return new Said("", words.contains("answered 503") && words.contains("\"unavailable\"") ? "unavailable" : words);
        } catch (UncheckedIOException cut) {
            return new Said("", "cut: " + cut);
        }
    }

    private static void assertAllThere(Api api, String room, List<String> messages) {
        for (String message : messages) {
            assertEquals(200, api.get("/chat/messages/" + room + "/message/" + message).status(), "an acknowledged message is lost");
        }
    }

    /** Takes what is left of the disk. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[64 << 10];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }
}
