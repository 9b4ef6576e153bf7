package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what {@code docs/skills.md} says, word for word: types in the commands and saves the files in their order. */
class SkillGuideIT extends WholeProduct {

    private static final Pattern BLOCK = Pattern.compile("^```(sh|java (\\S+))\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** One block of the page: commands, or a file with its place. */
    private record Block(String file, String text) {

        boolean isCommands() {
            return file.isEmpty();
        }
    }

    private static List<Block> blocks() throws IOException {
        Path page = Path.of(System.getProperty("exam.distribution")).resolve("../../../../docs/skills.md").normalize();
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(Files.readString(page));
        while (found.find()) {
            blocks.add(new Block(found.group(2) == null ? "" : found.group(2), found.group(3)));
        }
        return blocks;
    }

    @Test
    @Tag("F-263")
    @Tag("F-242")
    void a_stranger_who_follows_the_page_ends_up_with_a_running_tool(@TempDir Path folder) throws Exception {
        List<Block> blocks = blocks();
        assertEquals(6, blocks.size(), "the page has other blocks than this test knows: " + blocks);
        Path project = folder.resolve("moon-phase");

        type(folder, blocks.get(0));
        save(project, blocks.get(1));
        save(project, blocks.get(2));
        String installed = type(folder, blocks.get(3));

        assertTrue(installed.contains("skills.moon-phase 1.0.0 is active"), installed);
        assertTrue(answer().contains("On 2026-12-24 the moon is: full moon."), this::answer);

        type(project, blocks.get(4));
        assertTrue(answer().contains("full moon"), this::answer);
        assertEquals("1.1.0", skill().get("version").asText());

        String listed = type(project, blocks.get(5));
        assertTrue(listed.contains("skills.moon-phase 1.1.0"), listed);
        await("the tool is gone", () -> api.get("/chat/skills").ok().get("skills").valueStream()
                .noneMatch(s -> s.get("name").asText().equals("moon_phase")));
    }

    private String answer() {
        return Api.text(api.say(room, "[[call moon_phase {\"day\":\"2026-12-24\"} | text {result}]]"));
    }

    private JsonNode skill() {
        return api.get("/chat/skills").ok().get("skills").valueStream()
                .filter(s -> s.get("name").asText().equals("moon_phase"))
                .findFirst()
                .orElseThrow();
    }

    private static void save(Path project, Block block) throws IOException {
        assertFalse(block.isCommands());
        Path file = project.resolve(block.file());
        assertTrue(Files.exists(file), "the new project has no " + block.file());
        Files.writeString(file, block.text());
    }

    /** Runs the commands in a shell, with the shipped command on the PATH and this server's home; returns what was printed. */
    private String type(Path folder, Block block) throws IOException, InterruptedException {
        assertTrue(block.isCommands());
        Path output = Files.createTempFile(folder, "typed", ".txt");
        var shell = new ProcessBuilder("sh", "-e", "-c", block.text())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("SPARKBOT_HOME", server.home().toString());
        shell.environment().merge("PATH", Server.script().getParent().toString(), (path, bin) -> bin + ":" + path);
        shell.environment().put("MAVEN_ARGS", "-B -q");
        shell.environment().merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1", (before, more) -> before + " " + more);
        Process process = shell.start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES), () -> "still running: " + block.text());
        String printed = Files.readString(output);
        assertEquals(0, process.exitValue(), () -> block.text() + "\n" + printed);
        return printed;
    }
}
