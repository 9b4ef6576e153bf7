package io.sparkbot.launcher.home;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code [server]} of sparkbot.toml: the part that must be known before any bundle runs. */
record ServerSection(Optional<String> host, Optional<Integer> port) {
    static final ServerSection NOTHING = new ServerSection(Optional.empty(), Optional.empty());

    /** An absent file says nothing; everything else in the file is the business of the configuration bundle. */
    static ServerSection read(Path file) throws StartFailure {
        if (Files.notExists(file)) {
            return NOTHING;
        }
        JsonNode server = tree(file).path("server");
        JsonNode host = server.path("host");
        JsonNode port = server.path("port");
        if (!host.isMissingNode() && (!host.isTextual() || host.textValue().isBlank())) {
            throw new StartFailure(file + ": [server] host is " + host + "; it must be a text such as \"127.0.0.1\"");
        }
        return new ServerSection(
                host.isMissingNode() ? Optional.empty() : Optional.of(host.textValue().strip()),
                port.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(ServerAddress.port(port.asText(port.toString()), file + ": [server] port")));
    }

    private static JsonNode tree(Path file) throws StartFailure {
        try {
            return new TomlMapper().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new StartFailure(file + " is not valid TOML, line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read (" + e + "): mend its owner and permissions", e);
        }
    }
}
