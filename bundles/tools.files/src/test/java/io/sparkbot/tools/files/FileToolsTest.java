package io.sparkbot.tools.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.file.FileDelivery;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.web.Problem;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileToolsTest {

    private static final UUID ROOM = UUID.randomUUID();
    private static final Person ADA = new Person(UUID.randomUUID(), "ada", "Ada", PersonType.HUMAN, AccountRole.MEMBER, true);

    @TempDir
    private Path home;

    private Filesystem filesystem;
    private GlobFiles glob;
    private ReadFile read;

    @BeforeEach
    void tools() {
        RoomFiles files = new RoomFiles(Optional.of(home), new Limits(64_000, 1_000_000, 100, 30));
        filesystem = new Filesystem(files);
        glob = new GlobFiles(files);
        read = new ReadFile(files);
    }

    private static ToolResult call(Tool tool, Optional<UUID> room, Object... arguments) throws Exception {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            map.put((String) arguments[i], arguments[i + 1]);
        }
        ToolCall call = (ToolCall) Proxy.newProxyInstance(
                FileToolsTest.class.getClassLoader(), new Class<?>[] {ToolCall.class}, (p, m, a) -> switch (m.getName()) {
                    case "room" -> room;
                    case "person" -> ADA;
                    default -> map;
                });
        return tool.call(call);
    }

    private ToolResult filesystem(Object... arguments) throws Exception {
        return call(filesystem, Optional.of(ROOM), arguments);
    }

    private static Map<String, Object> data(ToolResult result) {
        assertEquals(ToolResult.Status.OK, result.status(), result.text());
        return result.data().orElseThrow();
    }

    @Test
    void each_action_answers_in_the_promised_shape() throws Exception {
        Map<String, Object> written = data(filesystem("action", "write", "path", "docs/a.md", "content", "# é"));
        assertEquals(Map.of("ok", true, "action", "write", "path", "docs/a.md", "bytes_written", 4, "overwrite", false), written);

        Map<String, Object> listed = data(filesystem("action", "list"));
        assertEquals(List.of("action", "root_dir", "folder", "entries", "count"), List.copyOf(listed.keySet()));
        Map<?, ?> entry = (Map<?, ?>) ((List<?>) Objects.requireNonNull(listed.get("entries"))).get(0);
        assertEquals(List.of("name", "path", "is_dir", "size_bytes", "modified_at"), List.copyOf(entry.keySet()));
        assertEquals(true, entry.get("is_dir"));

        Map<String, Object> info = data(filesystem("action", "info", "path", "docs/a.md"));
        assertEquals("md", info.get("extension"));
        assertEquals("text/markdown", info.get("mime"));
        assertEquals(false, info.get("is_image"));
        assertEquals(4L, info.get("size_bytes"));

        Map<String, Object> moved = data(filesystem("action", "move", "source_path", "docs/a.md", "destination_path", "b/c.md"));
        assertEquals(
                Map.of("ok", true, "action", "move", "source_path", "docs/a.md", "destination_path", "b/c.md", "overwrite", false), moved);

        Map<String, Object> found = data(filesystem("action", "glob", "pattern", "*.md"));
        assertEquals(1, found.get("count"));
        assertEquals("*.md", found.get("pattern"));
        assertEquals(data(call(glob, Optional.of(ROOM), "pattern", "*.md")), found);

        assertEquals(
                Map.of("path", "b/c.md", "content", "# é", "size_bytes", 4L, "truncated", false),
                data(call(read, Optional.of(ROOM), "path", "b/c.md")));

        Map<String, Object> deleted = data(filesystem("action", "delete", "path", "b", "recursive", true));
        assertEquals(2, deleted.get("deleted_count"));
        assertEquals("folder", deleted.get("target_type"));
        assertEquals(0, data(filesystem("action", "delete", "path", "b")).get("deleted_count"));
    }

    @Test
    @Tag("F-455")
    void a_file_is_handed_to_the_room_with_the_words_that_go_with_it() throws Exception {
        assertEquals(ToolResult.Status.ERROR, filesystem("action", "send", "path", "a.txt").status(), "a file that is not there");
        data(filesystem("action", "write", "path", "docs/a.txt", "content", "x"));
        assertEquals(ToolResult.Status.UNAVAILABLE, filesystem("action", "send", "path", "docs/a.txt").status(), "nobody takes files in");
        FileDelivery.Delivered delivered = new FileDelivery.Delivered(UUID.randomUUID(), UUID.randomUUID(), "/api/v1/x");
        List<String> handed = new ArrayList<>();
        FileDelivery delivery = (room, person, path, caption) -> {
            handed.add(room + " " + person + " " + path + " " + caption);
            return Optional.of(delivered);
        };
        filesystem.setDelivery(delivery);
        Map<String, Object> sent = data(filesystem("action", "send", "path", "docs/a.txt", "caption", "Here it is"));
        assertEquals(List.of(ROOM + " " + ADA.id() + " docs/a.txt Here it is"), handed);
        assertEquals(Map.of(
                "ok", true, "action", "send", "path", "docs/a.txt", "chat_id", ROOM.toString(), "channel", "web", "sent", true,
                "message_id", delivered.messageId().toString(), "url", "/api/v1/x"), sent);
        assertEquals(ToolResult.Status.ERROR, filesystem("action", "send", "path", "docs").status(), "a folder");
        assertEquals(ToolResult.Status.ERROR, filesystem("action", "send", "path", "../a").status());
        assertEquals(1, handed.size());
        filesystem.unsetDelivery(delivery);
        assertEquals(ToolResult.Status.UNAVAILABLE, filesystem("action", "send", "path", "docs/a.txt").status());
    }

    @Test
    void a_file_that_is_refused_or_gone_is_told_with_the_reason() throws Exception {
        data(filesystem("action", "write", "path", "a.txt", "content", "x"));
        filesystem.setDelivery((room, person, path, caption) -> {
            throw new Problem(413, "too_large", "The file \"a.txt\" is too large.");
        });
        assertEquals("The file \"a.txt\" is too large.", filesystem("action", "send", "path", "a.txt").text());
        filesystem.setDelivery((room, person, path, caption) -> Optional.empty());
        assertEquals(ToolResult.Status.ERROR, filesystem("action", "send", "path", "a.txt").status());
    }

    @Test
    void without_a_room_or_a_home_there_are_no_files() throws Exception {
        assertEquals(ToolResult.Status.UNAVAILABLE, call(filesystem, Optional.empty(), "action", "list").status());
        Filesystem homeless = new Filesystem(new RoomFiles(Optional.empty(), new Limits(1, 1, 1, 1)));
        assertEquals(ToolResult.Status.UNAVAILABLE, call(homeless, Optional.of(ROOM), "action", "list").status());
    }

    @Test
    void a_missing_argument_is_named() throws Exception {
        assertEquals("The action write needs the argument path.", filesystem("action", "write", "content", "x").text());
        assertEquals("The action write needs the argument content; it may be empty.", filesystem("action", "write", "path", "x").text());
        assertEquals("The action move needs the argument destination_path.", filesystem("action", "move", "source_path", "x").text());
        assertEquals("The action glob needs the argument pattern.", filesystem("action", "glob").text());
    }

    @ParameterizedTest
    @CsvSource({
        "../../keys/instance.key,escapes root",
        "/etc/passwd,must be relative",
        "no/such/file,does not exist",
        "nothing.txt,does not exist"
    })
    void a_fault_is_an_answer_that_names_no_path_of_the_server(String path, String words) throws Exception {
        ToolResult result = call(read, Optional.of(ROOM), "path", path);

        assertEquals(ToolResult.Status.ERROR, result.status());
        assertTrue(result.text().contains(words), result.text());
        assertFalse(result.text().contains(home.toString()));
    }

    @Test
    void a_failing_file_system_is_told_without_its_path() throws Exception {
        Files.writeString(home.resolve("files"), "not a folder");

        ToolResult result = filesystem("action", "list");

        assertEquals(ToolResult.Status.ERROR, result.status());
        assertFalse(result.text().contains(home.toString()), result.text());
    }

    @ParameterizedTest
    @CsvSource({
        "list,read,allow", "glob,read,allow", "info,read,allow", "write,write,allow", "move,write,allow", "delete,write,confirm", "nonsense,write,confirm"
    })
    void only_deleting_asks_first(String action, String scope, String expected) {
        var policy = filesystem.policyFor(Map.of("action", action)).orElse(filesystem.descriptor().policy());

        assertEquals(scope, policy.scope().wire());
        assertEquals(DefaultAction.valueOf(expected.toUpperCase(Locale.ROOT)), policy.defaultAction());
    }

    @ParameterizedTest
    @CsvSource({
        "delete,notes.txt,,false,delete the file notes.txt",
        "delete,old,folder,false,delete the folder old",
        "delete,old,,true,'delete old and, if it is a folder, everything in it'",
        "write,a.txt,,false,write the file a.txt"
    })
    void a_call_is_put_into_plain_words(String action, String path, @Nullable String target, boolean recursive, String words) {
        Map<String, Object> arguments = new HashMap<>(Map.of("action", action, "path", path, "recursive", recursive));
        if (target != null) {
            arguments.put("target", target);
        }
        assertEquals(Optional.of(words), filesystem.inPlainWords(arguments));
    }

    @Test
    void a_long_file_is_cut_and_the_cut_is_announced() throws Exception {
        Path folder = Files.createDirectories(home.resolve("files").resolve(ROOM.toString()));
        Files.writeString(folder.resolve("long.txt"), "x".repeat(200_000));

        ToolResult result = call(read, Optional.of(ROOM), "path", "long.txt");

        assertEquals(true, data(result).get("truncated"));
        assertEquals(131_072, String.valueOf(data(result).get("content")).length());
        assertTrue(result.text().endsWith("[cut: the file has 200000 bytes, the first 131072 are shown]"));
        assertTrue(result.text().length() <= read.resultLimit());
    }
}
