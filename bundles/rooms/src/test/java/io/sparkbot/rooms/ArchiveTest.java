package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.rooms.db.Tables;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArchiveTest {

    @RegisterExtension
    static final TestDatabase HERE = TestDatabase.with("rooms");

    @RegisterExtension
    static final TestDatabase THERE = TestDatabase.with("rooms");

    private final House here = new House(HERE);
    private final House there = new House(THERE);
    private final Person ada = here.crowd.human("ada");
    private final Person ben = here.crowd.human("ben");
    private final Person adaThere = there.crowd.human("ada");
    private final Person benThere = there.crowd.human("ben");

    @BeforeEach
    void empty() {
        HERE.clear();
        THERE.clear();
    }

    private static String export(House house, Person person) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ArchiveWriter(new ArchiveStore(house.database), house.rooms, house.crowd, person).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private ArchiveReader.Read read(String archive) throws Exception {
        return new ArchiveReader(there.database, there.crowd, adaThere, Clock.systemUTC()).read(new ByteArrayInputStream(archive.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode comparable(String archive) throws Exception {
        ObjectNode tree = (ObjectNode) Archive.JSON.readTree(archive);
        tree.remove("exported_at");
        for (JsonNode room : tree.get("rooms")) {
            List<JsonNode> papers = room.get("artifacts").valueStream().toList();
            List<String> ids = papers.stream().map(paper -> paper.get("id").asText()).toList();
            for (JsonNode paper : papers) {
                ((ObjectNode) paper).put("id", ids.indexOf(paper.get("id").asText()));
                if (paper.at("/meta/parent_notes_id").isTextual()) {
                    ((ObjectNode) paper.get("meta")).put("parent_notes_id", ids.indexOf(paper.at("/meta/parent_notes_id").asText()));
                }
            }
        }
        return tree;
    }

    private UUID oddRoom() throws Exception {
        UUID room = here.room(ada);
        here.memberships.add(room, ada, ben.id(), RoomRole.MEMBER);
        here.rooms.change(room, ada, House.json("{\"name\": \"Café \\u2028 <b>\\\"x\\\"</b>\", \"persona\": \"P\\nQ\", \"description\": \"\\ud83d\\ude00\"}"));
        new MineResource(here.database, here.rooms).change(room, House.json("{\"folder\": \"Work / “A”\", \"pinned\": true}"), ada);
        Message first = here.say(room, ada, "line\nbreak \u2028 \u202Eright to left\u202C \"quoted\" \\ \uD83D\uDE00 \t end");
        here.reply(room, ben, "```js\n{\"a\": [1, 2}\n```\n---\n# no heading", first.id());
        here.say(room, here.crowd.bot("sparkbot", "Sparkbot"), "x".repeat(100_000));
        here.transcript.add(new NewMessage(room, ben.id(), "with meta", Optional.empty(), Optional.of("{\"interrupted\": true, \"deep\": {\"null\": null, \"n\": 1.5}}")));
        here.transcript.edit(room, first.id(), ada, "reworded");
        here.transcript.edit(room, first.id(), ada, "reworded twice");
        UUID aside = here.say(room, ada, "set aside").id();
        here.transcript.setAside(room, aside);
        here.transcript.add(new NewMessage(room, ada.id(), "its other wording", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(aside)));
        here.rooms.change(room, ada, House.json("{\"tool_rounds\": 40}"));
        papers(room);
        return room;
    }

    /** Notes with what was taken out of them, by ada, and an agenda by ben, who leads the room for a moment. */
    private void papers(UUID room) {
        Artifacts papers = new Artifacts(here.database, here.rooms, here.memberships);
        Artifact.Draft notes = new Artifact.Draft(
                Artifact.Type.NOTES, Optional.of(Instant.parse("2026-03-07T12:00:00Z")), Optional.empty(), "# Notes\n\u2028 Café", Optional.of("{\"llm_ok\": true}"));
        papers.addNotes(room, ada, new Minutes.Written(notes, "we go", ""));
        here.database.query(sql -> sql.execute("update rooms.member set role = 'MOD' where room_id = ? and person_id = ?", room, ben.id()));
        papers.add(room, ben, new Artifact.Draft(Artifact.Type.AGENDA, Optional.empty(), Optional.empty(), "ben's agenda", Optional.empty()));
    }

    @Test
    void what_was_exported_and_read_elsewhere_exports_as_the_same_again() throws Exception {
        UUID room = oddRoom();
        here.room(ada);
        UUID foreign = here.room(ben);
        here.memberships.add(foreign, ben, ada.id(), RoomRole.MOD);
        String archive = export(here, ada);
        assertEquals(new ArchiveReader.Read(2, here.database.query(sql -> sql.fetchCount(Tables.MESSAGE, Tables.MESSAGE.ROOM_ID.eq(room)))), read(archive));
        assertEquals(comparable(archive), comparable(export(there, adaThere)));
        Room read = there.rooms.of(adaThere.id(), 0, 10).stream().filter(one -> one.name().startsWith("Caf")).findFirst().orElseThrow();
        assertEquals(House.contents(here.transcript.newest(room, 50)), House.contents(there.transcript.newest(read.id(), 50)));
        assertEquals(here.rooms.enter(room, ada).details().messageCount(), there.rooms.enter(read.id(), adaThere).details().messageCount());
    }

    @Test
    void papers_come_along_under_the_person_or_as_imported_and_keep_what_they_say_about_each_other() throws Exception {
        oddRoom();
        String archive = export(here, ada);
        read(archive);
        read(archive);
        UUID room = there.rooms.of(adaThere.id(), 0, 10).getFirst().id();
        List<Artifact> papers = new Artifacts(there.database, there.rooms, there.memberships).newest(room, adaThere, Optional.empty(), Optional.empty(), 10);
        assertEquals(List.of("ben's agenda", "we go", "# Notes\n\u2028 Café"), papers.stream().map(Artifact::content).toList());
        assertTrue(papers.get(1).meta().orElseThrow().contains(papers.get(2).id().toString()), papers::toString);
        assertEquals(adaThere.id(), papers.get(2).createdBy());
        assertEquals(there.crowd.bot("imported", "Imported").id(), papers.getFirst().createdBy());
        assertEquals("ben", Archive.JSON.readTree(export(there, adaThere)).at("/rooms/0/artifacts/2/author/username").asText());
        assertEquals(Optional.of(40), there.rooms.find(room).orElseThrow().toolRounds());
    }

    @Test
    void an_archive_without_papers_is_read_as_before() throws Exception {
        oddRoom();
        ObjectNode old = (ObjectNode) Archive.JSON.readTree(export(here, ada));
        old.get("rooms").forEach(room -> ((ObjectNode) room).remove("artifacts"));
        read(old.toString());
        assertEquals(0, Archive.JSON.readTree(export(there, adaThere)).at("/rooms/0/artifacts").size());
    }

    @Test
    void a_paper_that_is_wrong_is_named_by_its_number() throws Exception {
        oddRoom();
        ObjectNode good = (ObjectNode) Archive.JSON.readTree(export(here, ada));
        for (String[] bad : List.of(
                new String[] {"type", "\"memo\"", "agenda, notes, decisions, action_items"},
                new String[] {"content", "\" \"", "without text"},
                new String[] {"content", "\"" + "x".repeat(100_001) + "\"", "100001 characters"},
                new String[] {"created_at", "\"2999-01-01T00:00:00Z\"", "yet to come"},
                new String[] {"from", "\"2026-03-08T12:00:00Z\"", "ends before it begins"},
                new String[] {"meta", "\"text\"", "JSON object"},
                new String[] {"meta", "{\"x\": \"" + "y".repeat(10_000) + "\"}", "10000"},
                new String[] {"id", "null", "without id"},
                new String[] {"id", good.at("/rooms/0/artifacts/0/id").toString(), "the id of one before it"},
                new String[] {"author", "{\"username\": \"x\"}", "without username, name and type"})) {
            ObjectNode copy = good.deepCopy();
            ObjectNode paper = (ObjectNode) copy.at("/rooms/0/artifacts/1");
            paper.put("to", "2026-03-07T13:00:00Z");
            paper.set(bad[0], Archive.JSON.readTree(bad[1]));
            Problem refused = assertThrows(Problem.class, () -> read(copy.toString()), () -> bad[0] + " " + bad[2]);
            assertEquals(422, refused.status());
            String said = refused.detail();
            assertTrue(said.contains("artifact 2") && said.contains("room 1"), said);
            assertEquals(0, there.rooms.of(adaThere.id(), 0, 10).size());
        }
        ObjectNode list = good.deepCopy();
        ((ObjectNode) list.at("/rooms/0")).put("artifacts", "none");
        assertThrows(Problem.class, () -> read(list.toString()));
    }

    @Test
    void an_archive_opens_no_gate_and_puts_no_words_into_the_mouth_of_an_account_here() throws Exception {
        oddRoom();
        read(export(here, ada).replace("\"pinned\":true", "\"pinned\":true,\"execution_allowed\":true"));
        Room room = there.rooms.of(adaThere.id(), 0, 10).getFirst();
        assertFalse(room.executionAllowed());
        List<Message> messages = there.transcript.newest(room.id(), 50);
        assertTrue(messages.stream().noneMatch(message -> message.senderId().equals(benThere.id())));
        MessageView bens = messages.stream().filter(message -> message.content().equals("with meta")).map(MessageView::of).findFirst().orElseThrow();
        assertEquals("ben (imported)", bens.senderDisplayName());
        assertEquals("BOT", bens.senderType());
        assertEquals(1, there.rooms.members(room.id()).size(), "nobody else is drawn into the room");
    }

    @Test
    void what_is_wrong_is_named_and_nothing_of_it_is_kept() throws Exception {
        oddRoom();
        String good = export(here, ada);
        ObjectNode tree = (ObjectNode) Archive.JSON.readTree(good);
        for (String bad : List.of(
                "",
                "[]",
                "{}",
                "{\"format\": \"other\", \"rooms\": []}",
                good.substring(0, good.length() - 40),
                good + "{}",
                good.replace("\"version\":1", "\"version\":2"),
                good.replace("\"version\":1", "\"version\":" + "1".repeat(1_500)),
                "{\"deep\": " + "[".repeat(1_500) + "]".repeat(1_500) + "}",
                "{\"format\": {}}",
                changed(tree, "name", "x".repeat(201)),
                changed(tree, "created_at", "2999-01-01T00:00:00Z"),
                changed(tree, "updated_at", "yesterday"),
                changed(tree, "created_at", "-100000-01-01T00:00:00Z"),
                changedMessage(tree, "id", "ffffffff-ffff-7fff-bfff-ffffffffffff"),
                changedMessage(tree, "id", "0190a6f0-0000-4000-8000-000000000000"),
                changedMessage(tree, "id", "not an id"),
                changedMessage(tree, "content", " "),
                changedMessage(tree, "created_at", "2999-01-01T00:00:00Z"),
                changedMessage(tree, "reply_to", "0190a6f0-0000-7000-8000-000000000000"),
                changedMessage(tree, "meta", "no object"))) {
            Problem refused = assertThrows(Problem.class, () -> read(bad), () -> bad.substring(0, Math.min(200, bad.length())));
            assertEquals(422, refused.status());
            assertEquals(0, there.rooms.of(adaThere.id(), 0, 10).size());
        }
    }

    private static String changed(ObjectNode archive, String field, String value) {
        ObjectNode copy = archive.deepCopy();
        ((ObjectNode) copy.at("/rooms/0/room")).put(field, value);
        return copy.toString();
    }

    private static String changedMessage(ObjectNode archive, String field, String value) {
        ObjectNode copy = archive.deepCopy();
        ((ObjectNode) ((ArrayNode) copy.at("/rooms/0/messages")).get(1)).put(field, value);
        return copy.toString();
    }

    @Test
    void a_large_archive_is_written_and_read_with_few_statements_for_each_portion() throws Exception {
        UUID room = here.room(ada);
        here.database.query(sql -> sql.execute(
                "insert into rooms.message (room_id, id, sender_id, content, created_at) select ?::uuid, "
                        + "('01900000-' || lpad(to_hex(i % 65536), 4, '0') || '-7000-8000-000000000000')::uuid, ?::uuid, repeat('text ', 100), now() from generate_series(0, 20000) i",
                room, ada.id()));
        long[] size = {0};
        long statements = HERE.statements(() -> {
            try {
                new ArchiveWriter(new ArchiveStore(here.database), here.rooms, here.crowd, ada).write(new OutputStream() {
                    @Override
                    public void write(int b) {
                        size[0]++;
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        size[0] += length;
                    }
                });
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertTrue(size[0] > 10_000_000, "bytes: " + size[0]);
        assertTrue(statements <= 1 + 2 * 41 + 2, "statements: " + statements);
        assertEquals(20_001, read(export(here, ada)).messages());
    }

    @Test
    @Tag("F-042")
    void a_room_as_markdown_holds_every_message_with_speaker_and_time() throws Exception {
        UUID room = here.room(ada);
        here.rooms.change(room, ada, House.json("{\"name\": \"Two\\nlines\"}"));
        Instant at = here.say(room, ada, "# not a title\n\nsecond paragraph").createdAt();
        here.say(room, here.crowd.bot("sparkbot", "Sparkbot"), "answer");
        for (int i = 0; i < 600; i++) {
            here.say(room, ada, "message " + i);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RoomMarkdown(here.rooms, here.transcript, room, ada, ZoneOffset.UTC).write(out);
        String page = out.toString(StandardCharsets.UTF_8);
        String time = at.toString().substring(0, 16).replace('T', ' ');
        assertTrue(page.startsWith("# Two lines\n\n## ada · " + time + " Z\n\n# not a title\n\nsecond paragraph\n\n---\n"), () -> page.substring(0, 200));
        assertTrue(page.contains("## Sparkbot · "));
        assertTrue(page.endsWith("message 599\n\n---\n"));
        assertEquals(602, page.split("\n---\n", -1).length - 1);
        assertEquals(422, assertThrows(Problem.class, () -> RoomExportResource.zone("Mars/Base")).status());
        assertThrows(Problem.class, () -> new RoomMarkdown(here.rooms, here.transcript, room, ben, ZoneOffset.UTC).write(out));
    }
}
