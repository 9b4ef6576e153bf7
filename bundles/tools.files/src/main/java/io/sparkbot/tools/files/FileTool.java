package io.sparkbot.tools.files;

import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the tools of the workspace have in common: a room is needed, and faults become answers without a path of the server. */
abstract class FileTool implements Tool {

    static final int DEFAULT_LIMIT = 200;

    private final RoomFiles files;

    FileTool(RoomFiles files) {
        this.files = files;
    }

    abstract ToolResult run(Workspace workspace, UUID room, ToolCall call) throws IOException, FileFault;

    @Override
    public final ToolResult call(ToolCall call) {
        Optional<Workspace> workspace = files.workspace();
        if (workspace.isEmpty() || call.room().isEmpty()) {
            return ToolResult.of(ToolResult.Status.UNAVAILABLE, "There are no files here: files belong to a room.");
        }
        try {
            return run(workspace.get(), call.room().get(), call);
        } catch (FileFault e) {
            return ToolResult.error(e.getMessage());
        } catch (UnsupportedOperationException e) {
            return ToolResult.of(ToolResult.Status.UNAVAILABLE, "Files are unavailable: " + e.getMessage() + ". They need Linux.");
        } catch (AccessDeniedException e) {
            return ToolResult.error("The server may not read or write this file.");
        } catch (FileSystemException e) {
            return ToolResult.error("The file system refused: " + reason(e) + ".");
        } catch (IOException e) {
            return ToolResult.error("The file system failed (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** The system's words, such as "No space left on device", without the path. */
    private static String reason(FileSystemException e) {
        return Optional.ofNullable(e.getReason()).orElse(e.getClass().getSimpleName());
    }

    static String text(Map<String, Object> arguments, String name) {
        return arguments.get(name) instanceof String text ? text : "";
    }

    static String required(Map<String, Object> arguments, String name, String action) throws FileFault {
        String text = text(arguments, name);
        if (text.isBlank()) {
            throw new FileFault("The action " + action + " needs the argument " + name + ".");
        }
        return text;
    }

    static boolean flag(Map<String, Object> arguments, String name) {
        return Boolean.TRUE.equals(arguments.get(name));
    }

    static int limit(Map<String, Object> arguments) {
        return arguments.get("limit") instanceof Number n
                ? new BigDecimal(n.toString()).min(BigDecimal.valueOf(Workspace.MOST_ENTRIES)).max(BigDecimal.ONE).intValue()
                : DEFAULT_LIMIT;
    }

    static ToolResult found(Workspace workspace, UUID room, Map<String, Object> arguments, String action) throws IOException, FileFault {
        String pattern = required(arguments, "pattern", action);
        RoomPath folder = RoomPath.of(text(arguments, "folder"));
        int limit = limit(arguments);
        List<Entry> found = workspace.glob(room, folder, Glob.of(pattern), limit);
        Map<String, Object> data = listing(action, folder, found);
        data.put("pattern", pattern);
        data.put("limit", limit);
        return ToolResult.ok(lines(found, "No file matches " + pattern + "."), data);
    }

    static Map<String, Object> listing(String action, RoomPath folder, List<Entry> entries) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("action", action);
        data.put("root_dir", ".");
        data.put("folder", folder.toString());
        data.put("entries", entries.stream().map(Entry::data).toList());
        data.put("count", entries.size());
        return data;
    }

    static String lines(List<Entry> entries, String whenEmpty) {
        return entries.isEmpty()
                ? whenEmpty
                : entries.stream()
                        .map(e -> e.path() + (e.isFolder() ? "/" : " (" + e.bytes() + " bytes)"))
                        .collect(Collectors.joining("\n"));
    }
}
