package io.sparkbot.tools.files;

import io.sparkbot.api.file.FileDelivery;
import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.web.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The tool {@code filesystem}: list, glob, info, write, move, delete, send. */
@Component(service = Tool.class)
public final class Filesystem extends FileTool {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("txt", "text/plain"), Map.entry("md", "text/markdown"), Map.entry("csv", "text/csv"), Map.entry("json", "application/json"),
            Map.entry("html", "text/html"), Map.entry("xml", "application/xml"), Map.entry("pdf", "application/pdf"), Map.entry("zip", "application/zip"),
            Map.entry("png", "image/png"), Map.entry("jpg", "image/jpeg"), Map.entry("jpeg", "image/jpeg"), Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"), Map.entry("svg", "image/svg+xml"), Map.entry("mp3", "audio/mpeg"), Map.entry("mp4", "video/mp4"));

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "filesystem",
            "Works with the files of this room's workspace. list: one folder. glob: find files by pattern. info: facts about a file."
                    + " write: create a text file (content; overwrite to replace). move: rename a file (source_path, destination_path)."
                    + " delete: put a file or folder into the trash (recursive for a folder that is not empty); people are asked first."
                    + " send: hand a file to the people in the room, in a message of yours."
                    + " Paths are relative to the workspace.",
            """
            {"type":"object","additionalProperties":false,"required":["action"],"properties":{
              "action":{"type":"string","enum":["list","glob","info","write","move","delete","send"]},
              "folder":{"type":"string","description":"list, glob: the folder; leave out for the whole workspace"},
              "pattern":{"type":"string","description":"glob: for example **/*.txt"},
              "limit":{"type":"integer","minimum":1,"description":"glob: at most so many files, by default 200"},
              "path":{"type":"string","description":"info, write, delete, send: the file or folder"},
              "content":{"type":"string","description":"write: the whole text"},
              "overwrite":{"type":"boolean","description":"write, move: replace a file that is there"},
              "source_path":{"type":"string","description":"move: the file"},
              "destination_path":{"type":"string","description":"move: its new path"},
              "target":{"type":"string","enum":["any","file","folder"],"description":"delete: only if it is of this kind"},
              "recursive":{"type":"boolean","description":"delete: a folder with everything in it"},
              "caption":{"type":"string","description":"send: words to go with the file"}}}""",
            ToolPolicy.of(ActionType.ROOM_WRITE, "files").withDefaultAction(DefaultAction.CONFIRM));

    private volatile @Nullable FileDelivery delivery;

    @Activate
    public Filesystem(@Reference RoomFiles files) {
        super(files);
    }

    /** Whoever hands files over needs the files of rooms itself and comes after them. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setDelivery(FileDelivery service) {
        delivery = service;
    }

    void unsetDelivery(FileDelivery service) {
        if (delivery == service) {
            delivery = null;
        }
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Optional<ToolPolicy> policyFor(Map<String, Object> arguments) {
        return switch (text(arguments, "action")) {
            case "list", "glob", "info" -> Optional.of(ToolPolicy.of(ActionType.READ, "files"));
            case "write", "move", "send" -> Optional.of(ToolPolicy.of(ActionType.ROOM_WRITE, "files"));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> inPlainWords(Map<String, Object> arguments) {
        String path = text(arguments, "path");
        return switch (text(arguments, "action")) {
            case "list" -> Optional.of("list the files" + in(text(arguments, "folder")));
            case "glob" -> Optional.of("find files named " + text(arguments, "pattern") + in(text(arguments, "folder")));
            case "info" -> Optional.of("look at the file " + path);
            case "write" -> Optional.of((flag(arguments, "overwrite") ? "replace the file " : "write the file ") + path);
            case "move" -> Optional.of("move the file " + text(arguments, "source_path") + " to " + text(arguments, "destination_path"));
            case "delete" -> Optional.of("delete " + deleted(path, arguments));
            case "send" -> Optional.of("send the file " + path + " to this room");
            default -> Optional.empty();
        };
    }

    private static String in(String folder) {
        return folder.isBlank() ? "" : " in " + folder;
    }

    private static String deleted(String path, Map<String, Object> arguments) {
        if (flag(arguments, "recursive") && !text(arguments, "target").equals("file")) {
            return path + " and, if it is a folder, everything in it";
        }
        return (text(arguments, "target").equals("folder") ? "the folder " : "the file ") + path;
    }

    @Override
    ToolResult run(Workspace workspace, UUID room, ToolCall call) throws IOException, FileFault {
        Map<String, Object> arguments = call.arguments();
        return switch (text(arguments, "action")) {
            case "list" -> list(workspace, room, arguments);
            case "glob" -> found(workspace, room, arguments, "glob");
            case "info" -> info(workspace, room, arguments);
            case "write" -> write(workspace, room, arguments);
            case "move" -> move(workspace, room, arguments);
            case "delete" -> delete(workspace, room, arguments);
            default -> send(workspace, room, call);
        };
    }

    private static ToolResult list(Workspace workspace, UUID room, Map<String, Object> arguments) throws IOException, FileFault {
        RoomPath folder = RoomPath.of(text(arguments, "folder"));
        List<Entry> entries = workspace.list(room, folder);
        return ToolResult.ok(lines(entries, "The folder is empty."), listing("list", folder, entries));
    }

    private static ToolResult info(Workspace workspace, UUID room, Map<String, Object> arguments) throws IOException, FileFault {
        RoomPath path = RoomPath.of(required(arguments, "path", "info"));
        Entry file = workspace.info(room, path);
        int dot = path.name().lastIndexOf('.');
        String extension = dot > 0 ? path.name().substring(dot + 1).toLowerCase(Locale.ROOT) : "";
        String mime = TYPES.getOrDefault(extension, "application/octet-stream");
        Map<String, Object> data = done("info", path);
        data.putAll(file.data());
        data.remove("is_dir");
        data.put("extension", extension);
        data.put("mime", mime);
        data.put("is_image", mime.startsWith("image/"));
        return ToolResult.ok(path + ": " + file.bytes() + " bytes, " + mime + ", changed " + file.modified(), data);
    }

    private static ToolResult write(Workspace workspace, UUID room, Map<String, Object> arguments) throws IOException, FileFault {
        RoomPath path = RoomPath.of(required(arguments, "path", "write"));
        if (!arguments.containsKey("content")) {
            throw new FileFault("The action write needs the argument content; it may be empty.");
        }
        String content = text(arguments, "content");
        boolean overwrite = flag(arguments, "overwrite");
        workspace.write(room, path, content, overwrite);
        Map<String, Object> data = done("write", path);
        data.put("bytes_written", content.getBytes(StandardCharsets.UTF_8).length);
        data.put("overwrite", overwrite);
        return ToolResult.ok("Wrote " + path + ".", data);
    }

    private static ToolResult move(Workspace workspace, UUID room, Map<String, Object> arguments) throws IOException, FileFault {
        RoomPath from = RoomPath.of(required(arguments, "source_path", "move"));
        RoomPath to = RoomPath.of(required(arguments, "destination_path", "move"));
        boolean overwrite = flag(arguments, "overwrite");
        workspace.move(room, from, to, overwrite);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("ok", true);
        data.put("action", "move");
        data.put("source_path", from.toString());
        data.put("destination_path", to.toString());
        data.put("overwrite", overwrite);
        return ToolResult.ok("Moved " + from + " to " + to + ".", data);
    }

    private static ToolResult delete(Workspace workspace, UUID room, Map<String, Object> arguments) throws IOException, FileFault {
        RoomPath path = RoomPath.of(required(arguments, "path", "delete"));
        String target = text(arguments, "target").isEmpty() ? "any" : text(arguments, "target");
        boolean recursive = flag(arguments, "recursive");
        Workspace.Removed removed = workspace.delete(room, path, target, recursive);
        String message = removed.count() == 0
                ? "Nothing was deleted: " + path + " is not there" + (target.equals("any") ? "." : " as a " + target + ".")
                : "Deleted the " + removed.kind() + " " + path + ". It is kept in the trash for a while.";
        Map<String, Object> data = done("delete", path);
        data.put("deleted", removed.count() > 0);
        data.put("deleted_count", removed.count());
        data.put("target", target);
        data.put("recursive", recursive);
        data.put("target_type", removed.kind());
        data.put("message", message);
        return ToolResult.ok(message, data);
    }

    private ToolResult send(Workspace workspace, UUID room, ToolCall call) throws IOException, FileFault {
        RoomPath path = RoomPath.of(required(call.arguments(), "path", "send"));
        workspace.info(room, path);
        FileDelivery present = delivery;
        if (present == null) {
            return ToolResult.of(ToolResult.Status.UNAVAILABLE, "Files cannot be sent now: the part that takes files in is not running.");
        }
        try {
            FileDelivery.Delivered sent = present.deliver(room, call.person().id(), path.toString(), text(call.arguments(), "caption"))
                    .orElseThrow(() -> new FileFault("There is no file " + path + " any more."));
            Map<String, Object> data = done("send", path);
            data.put("chat_id", room.toString());
            data.put("channel", "web");
            data.put("sent", true);
            data.put("message_id", sent.messageId().toString());
            data.put("url", sent.url());
            return ToolResult.ok("Sent " + path + " to the room.", data);
        } catch (Problem refused) {
            throw new FileFault(refused.detail());
        }
    }

    private static Map<String, Object> done(String action, RoomPath path) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("ok", true);
        data.put("action", action);
        data.put("path", path.toString());
        return data;
    }
}
