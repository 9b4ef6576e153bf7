package io.sparkbot.launcher.home;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code sparkbot.toml}, for the few values that must be known before any bundle runs; the rest is the configuration bundle's. */
public final class SettingsFile {
    private final JsonNode tree;

    private SettingsFile(JsonNode tree) {
        this.tree = tree;
    }

    /** An absent file is an empty one, and costs nothing. */
    public static SettingsFile read(Path file) throws StartFailure {
        if (Files.notExists(file)) {
            return new SettingsFile(MissingNode.getInstance());
        }
        try {
            return new SettingsFile(new TomlMapper().readTree(Files.readString(file)));
        } catch (StreamConstraintsException e) { // it says no place
            throw new StartFailure(file + " holds lists or tables more than 1,000 levels deep in one another, or a number of more than 1,000"
                    + " characters: no setting is so, mend or remove it", e);
        } catch (JacksonException e) {
            throw new StartFailure(file + " is not valid TOML, line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read (" + e + "): mend its owner and permissions", e);
        }
    }

    /** Whether the file says something else than an empty text there. */
    public boolean has(String section, String key) {
        return !value(section, key).asText("").isBlank();
    }

    JsonNode value(String section, String key) {
        return tree.path(section).path(key);
    }
}
