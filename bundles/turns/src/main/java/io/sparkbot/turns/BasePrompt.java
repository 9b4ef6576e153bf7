package io.sparkbot.turns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instructions every turn begins with: the packaged ones, or those of a file that people edit while the server runs. A file that is
 * missing or blank stops the start; one that goes bad later leaves its last good content standing.
 */
final class BasePrompt {

    private static final Logger log = LoggerFactory.getLogger(BasePrompt.class);

    private static final long MAX_BYTES = 256 * 1024;

    private record Loaded(String file, FileTime changed, String text) {}

    private static final FileTime NEVER = FileTime.fromMillis(Long.MIN_VALUE);

    private volatile Loaded loaded;

    /** @throws IOException with a message for people when the named file cannot be used */
    BasePrompt(String file) throws IOException {
        this.loaded = file.isEmpty() ? packaged() : read(file);
    }

    /** @param file path of the file, empty for the packaged instructions */
    String text(String file) {
        Loaded now = loaded;
        try {
            if (file.isEmpty()) {
                if (!now.file().isEmpty()) {
                    loaded = packaged();
                }
            } else if (!now.file().equals(file) || !Files.getLastModifiedTime(Path.of(file)).equals(now.changed())) {
                loaded = read(file);
            }
        } catch (IOException e) {
            loaded = new Loaded(now.file(), NEVER, now.text());
            if (!now.changed().equals(NEVER)) {
                log.warn("{}; the instructions read before stay in use", e.getMessage());
            }
        }
        return loaded.text();
    }

    private static Loaded read(String file) throws IOException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new IOException("system prompt file \"" + file + "\" does not exist (turns.system_prompt_file, SPARKBOT_SYSTEM_PROMPT_FILE): "
                    + "create it or take the setting away to use the packaged instructions");
        }
        FileTime changed = Files.getLastModifiedTime(path);
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException("system prompt file \"" + file + "\" is " + Files.size(path) + " bytes; the limit is " + MAX_BYTES);
        }
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new IOException("system prompt file \"" + file + "\" is blank (turns.system_prompt_file, SPARKBOT_SYSTEM_PROMPT_FILE): "
                    + "write instructions into it or take the setting away to use the packaged ones");
        }
        return new Loaded(file, changed, text.strip());
    }

    private static Loaded packaged() {
        try (InputStream in = BasePrompt.class.getResourceAsStream("/prompts/system.md")) {
            if (in == null) {
                throw new IllegalStateException("prompts/system.md is not in the bundle");
            }
            return new Loaded("", NEVER, new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
