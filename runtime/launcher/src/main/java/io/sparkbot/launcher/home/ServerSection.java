package io.sparkbot.launcher.home;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;

/** {@code [server]} of sparkbot.toml. */
record ServerSection(Optional<String> host, Optional<Integer> port) {
    static final ServerSection NOTHING = new ServerSection(Optional.empty(), Optional.empty());

    static ServerSection read(Path file) throws StartFailure {
        SettingsFile settings = SettingsFile.read(file);
        JsonNode host = settings.value("server", "host");
        JsonNode port = settings.value("server", "port");
        if (!host.isMissingNode() && (!host.isTextual() || host.textValue().isBlank())) {
            throw new StartFailure(file + ": [server] host is " + host + "; it must be a text such as \"127.0.0.1\"");
        }
        return new ServerSection(
                host.isMissingNode() ? Optional.empty() : Optional.of(host.textValue().strip()),
                port.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(ServerAddress.port(port.asText(port.toString()), file + ": [server] port")));
    }
}
