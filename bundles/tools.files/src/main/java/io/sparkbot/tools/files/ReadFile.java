package io.sparkbot.tools.files;

import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.ToolResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tool {@code read_file}. */
@Component(service = Tool.class)
public final class ReadFile extends FileTool {

    static final int MOST_BYTES = 131_072;
    /** The content as JSON, where a quote or a line end takes two characters. */
    private static final int MOST_CHARACTERS = 2 * MOST_BYTES + 4_000;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "read_file",
            "Reads a text file of this room's workspace, at most its first 131072 bytes.",
            """
            {"type":"object","additionalProperties":false,"required":["path"],"properties":{
              "path":{"type":"string","description":"Path of the file, relative to the workspace"}}}""",
            ToolPolicy.of(ActionType.READ, "files"));

    @Activate
    public ReadFile(@Reference RoomFiles files) {
        super(files);
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int resultLimit() {
        return MOST_CHARACTERS;
    }

    @Override
    public Optional<String> inPlainWords(Map<String, Object> arguments) {
        return Optional.of("read the file " + text(arguments, "path"));
    }

    @Override
    ToolResult run(Workspace workspace, UUID room, ToolCall call) throws IOException, FileFault {
        RoomPath path = RoomPath.of(required(call.arguments(), "path", "read"));
        Workspace.Text text = workspace.read(room, path, MOST_BYTES);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("path", path.toString());
        data.put("content", text.content());
        data.put("size_bytes", text.bytes());
        data.put("truncated", text.truncated());
        String note = text.truncated() ? "\n[cut: the file has " + text.bytes() + " bytes, the first " + MOST_BYTES + " are shown]" : "";
        return ToolResult.ok(text.content() + note, data);
    }
}
