package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.SkillJar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Skills come and go while people talk. */
class SkillIT extends WholeProduct {

    private void drop(Path jar, String name) throws IOException {
        Path part = Files.copy(jar, server.home().resolve(name + ".part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, server.home().resolve("skills").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean listed(String tool) {
        return api.get("/chat/skills").ok().get("skills").valueStream()
                .anyMatch(skill -> skill.get("name").asText().equals(tool));
    }

    private String reasonOf(String plugin) {
        return api.get("/plugins").ok().get("items").valueStream()
                .filter(item -> item.get("name").asText().contains(plugin))
                .map(item -> item.get("state").asText() + ": " + item.path("reason").asText())
                .findFirst()
                .orElse("");
    }

    @Test
    @Tag("F-258")
    @Tag("F-241")
    void a_dropped_skill_is_called_in_the_next_message_and_gone_when_removed() throws IOException {
        var running = CompletableFuture.supplyAsync(() -> api.say(room, "[[pace 20ms; tokens 150]]"));
        drop(SkillJar.echo("1.0.0", "echo_back", "one: "), "echo.jar");
        await("the skill is listed", () -> listed("echo_back"));
        List<JsonNode> events = api.say(room, "[[call echo_back {\"text\":\"hi\"} | text {result}]]");
        assertTrue(Api.text(events).contains("one: hi"), () -> Api.text(events));

        drop(SkillJar.echo("1.1.0", "echo_back", "two: "), "echo.jar");
        await("the new version answers", () -> Api.text(
                        api.say(room, "[[call echo_back {\"text\":\"hi\"} | text {result}]]"))
                .contains("two: hi"));

        Files.delete(server.home().resolve("skills/echo.jar"));
        await("the skill is gone", () -> !listed("echo_back"));
        List<JsonNode> gone = api.say(room, "[[call echo_back {\"text\":\"hi\"} | text {result}]]");
        assertEquals("denied", Api.first(gone, "tool_done").get("status").asText());
        List<JsonNode> undisturbed = running.join();
        assertEquals("done", undisturbed.getLast().get("type").asText());
        assertEquals(150, Api.types(undisturbed).stream().filter("token"::equals).count());
    }

    @Test
    void a_jar_that_is_no_bundle_is_listed_with_its_reason() throws IOException {
        Path text = Files.writeString(server.home().resolve("no-bundle.txt"), "just text");
        drop(text, "no-bundle.jar");
        await("the reason is listed", () -> reasonOf("no-bundle").startsWith("rejected: it is no jar"));
    }

    @Test
    @Tag("F-253")
    void a_missing_package_is_named() throws IOException {
        drop(SkillJar.needing("com.example.nowhere"), "needy.jar");
        await("the package is named", () -> reasonOf("needy").contains("com.example.nowhere"));
    }

    @Test
    void a_skill_that_throws_while_starting_is_failed_and_the_server_goes_on() throws IOException {
        drop(SkillJar.throwing("the moon is wrong"), "moon.jar");
        await("it is failed", () -> reasonOf("moon").startsWith("failed: "));
        assertTrue(reasonOf("moon").contains("the moon is wrong"), () -> reasonOf("moon"));
        assertEquals("fine", Api.text(api.say(room, "[[text fine]]")).strip());
    }

    @Test
    @Tag("F-246")
    void a_skill_that_claims_a_built_in_tool_is_rejected_and_the_built_in_stays() throws IOException {
        drop(SkillJar.echo("1.0.0", "calculate", "stolen: "), "thief.jar");
        await("it is rejected", () -> reasonOf("echo.calculate").startsWith("rejected: "));
        assertTrue(reasonOf("echo.calculate").contains("belongs to the built-in tool calculate"), () -> reasonOf("echo.calculate"));
        List<JsonNode> events = api.say(room, "[[call calculate {\"expression\":\"2+3\"} | text {result}]]");
        assertEquals("2+3 = 5", Api.text(events).strip());
    }
}
