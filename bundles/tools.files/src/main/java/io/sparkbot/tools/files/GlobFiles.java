package io.sparkbot.tools.files;

import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.ToolResult;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tool {@code glob_files}. */
@Component(service = Tool.class)
public final class GlobFiles extends FileTool {

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "glob_files",
            "Finds files of this room's workspace whose path matches a pattern such as **/*.txt.",
            """
            {"type":"object","additionalProperties":false,"required":["pattern"],"properties":{
              "pattern":{"type":"string","description":"*, ?, [a-z], {a,b} and ** across folders; without a slash, names at any depth"},
              "folder":{"type":"string","description":"Where to look, relative to the workspace; leave out for all of it"},
              "limit":{"type":"integer","minimum":1,"description":"At most so many files, by default 200"}}}""",
            ToolPolicy.of(ActionType.READ, "files"));

    @Activate
    public GlobFiles(@Reference RoomFiles files) {
        super(files);
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Optional<String> inPlainWords(Map<String, Object> arguments) {
        return Optional.of("find files named " + text(arguments, "pattern"));
    }

    @Override
    ToolResult run(Workspace workspace, UUID room, ToolCall call) throws IOException, FileFault {
        return found(workspace, room, call.arguments(), "glob");
    }
}
