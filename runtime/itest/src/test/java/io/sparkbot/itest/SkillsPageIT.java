package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Types in what docs/skills.md says, line by line. */
class SkillsPageIT extends WholeProduct {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @Test
    void the_page_leads_from_an_empty_folder_to_a_running_skill_and_back(
            @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of(System.getProperty("exam.docs"), "skills.md")));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        assertEquals(2, blocks.size(), "the page has one block to make a skill and one to remove it");

        String output = type(folder, blocks.get(0));
        assertTrue(output.contains("shout"), output);
        assertTrue(Api.text(api.say(room, "[[call shout {\"text\":\"abc\"} | text {result}]]")).contains("cba"));

        type(folder, blocks.get(1));
        assertFalse(api.get("/chat/skills").ok().toString().contains("\"shout\""));
    }

    private String type(Path folder, String lines) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path command = bin.resolve("sparkbot");
        if (!Files.exists(command)) {
            Files.createSymbolicLink(command, Server.script());
        }
        Path output = Files.createTempFile("skills-page", ".txt");
        var builder = new ProcessBuilder("sh", "-ec", lines)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SPARKBOT_HOME", server.home().toString());
        builder.environment().put("SPARKBOT_PASSPHRASE", PASSPHRASE);
        Process process = builder.start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "the page's commands did not end within 5 minutes");
        assertEquals(0, process.exitValue(), Files.readString(output));
        return Files.readString(output);
    }
}
