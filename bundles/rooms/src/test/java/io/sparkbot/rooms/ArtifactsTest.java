package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The papers of a room, and notes that a model writes. */
@Tag("F-032")
class ArtifactsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private static final String NOTES = """
            ## Notes

            Ada and Ben talked about the summer party.

            ## Decisions

            - It is on the 4th of July.

            ## Action items

            - [ ] book the garden - Ben - Friday
            """;

    private final House house = new House(DATABASE);
    private final Person ada = house.crowd.human("ada");
    private final Person ben = house.crowd.human("ben");
    private final Minutes minutes = new Minutes(house.transcript);
    private final ArtifactsResource resource = new ArtifactsResource(new Artifacts(house.database, house.rooms, house.memberships), minutes);
    private UUID room;

    @BeforeEach
    void a_room() {
        DATABASE.clear();
        room = house.room(ada);
        house.join(room, ben, RoomRole.MEMBER);
    }

    /** A model with one answer; a blank one means that it fails. */
    private static final class OneAnswer implements Models {

        private final String answer;
        private final List<ModelRequest> asked = new ArrayList<>();

        OneAnswer(String answer) {
            this.answer = answer;
        }

        @Override
        public List<ModelInfo> catalogue() {
            return List.of();
        }

        @Override
        public Optional<String> activeFor(UUID personId) {
            return Optional.of("model-of-" + personId);
        }

        @Override
        public ModelReply call(ModelRequest request, TokenListener listener, Cancellation cancellation) throws ModelFailure {
            asked.add(request);
            if (answer.isEmpty()) {
                throw new ModelFailure(ModelFailure.Kind.NETWORK, "The provider cannot be reached.");
            }
            return new ModelReply(answer, List.of(), 1, 1);
        }

        String material() {
            return ((ModelMessage.User) asked.getLast().messages().getLast()).text();
        }
    }

    private ArtifactView add(String type, String content) {
        return resource.add(room, new ArtifactsResource.NewArtifact(type, content, null, null, null), ada);
    }

    private List<String> types() {
        return resource.list(room, null, null, null, ben).stream().map(ArtifactView::type).toList();
    }

    @Test
    @Tag("W-31")
    void W_31_one_note_is_found_although_newer_agendas_stand_before_it() {
        ArtifactView notes = add("notes", "# Notes");
        for (int i = 0; i < 5; i++) {
            add("agenda", "# Agenda " + i);
        }
        assertEquals(List.of(notes), resource.list(room, "notes", 1, null, ben));
        assertEquals("# Agenda 4", resource.list(room, null, 1, null, ben).getFirst().contentMarkdown(), "newest first");
        assertEquals(6, resource.list(room, null, null, null, ben).size());
    }

    @Test
    void a_paper_is_given_back_as_it_was_written() throws Exception {
        Instant from = Instant.parse("2026-03-07T12:00:00Z");
        ArtifactView made = resource.add(
                room, new ArtifactsResource.NewArtifact("decisions", "- yes", from, from.plusSeconds(60), House.json("{\"a\": {\"b\": [1]}}")), ada);
        assertEquals(made, resource.list(room, "decisions", null, null, ben).getFirst());
        assertEquals(ada.id(), made.createdByUserId());
        assertEquals("- yes", made.contentMarkdown());
        assertEquals(from, made.windowStartTs());
        assertEquals(House.json("{\"a\": {\"b\": [1]}}"), made.metaJson());
    }

    @Test
    void bad_papers_and_bad_questions_are_refused_with_the_field() throws Exception {
        assertEquals("type", invalid(() -> add("minutes", "x")).field());
        assertEquals("type", invalid(() -> add("Notes", "x")).field());
        assertEquals("content_markdown", invalid(() -> add("notes", "  ")).field());
        assertEquals("content_markdown", invalid(() -> add("notes", "x".repeat(100_001))).field());
        assertEquals("window_end_ts", invalid(() -> resource.add(
                room, new ArtifactsResource.NewArtifact("notes", "x", Instant.EPOCH.plusSeconds(1), Instant.EPOCH, null), ada)).field());
        String large = "{\"a\":\"" + "x".repeat(ArtifactsResource.MAX_META) + "\"}";
        assertEquals("meta_json", invalid(() -> resource.add(room, new ArtifactsResource.NewArtifact("notes", "x", null, null, House.json(large)), ada)).field());
        assertEquals("type", invalid(() -> resource.list(room, "minutes", null, null, ada)).field());
        assertEquals("limit", invalid(() -> resource.list(room, null, 101, null, ada)).field());
        assertTrue(types().isEmpty());
    }

    private static InvalidField invalid(org.junit.jupiter.api.function.Executable act) {
        return assertThrows(InvalidField.class, act);
    }

    @Test
    void notes_are_written_by_the_askers_model_with_decisions_and_actions_beside_them() {
        OneAnswer model = new OneAnswer(NOTES);
        minutes.setModels(model);
        house.say(room, ada, "Shall we have a party?");
        house.say(room, ben, "On the 4th of July. I book the garden.");
        ArtifactView notes = resource.generate(room, ada);
        assertEquals("notes", notes.type());
        assertEquals(NOTES.strip(), notes.contentMarkdown());
        assertTrue(meta(notes).get("llm_ok").asBoolean());
        assertEquals("model-of-" + ada.id(), model.asked.getFirst().model());
        assertTrue(model.asked.getFirst().tools().isEmpty());
        assertTrue(model.material().contains("**ben**") && model.material().contains("I book the garden."), model::material);
        ArtifactView decisions = resource.list(room, "decisions", null, null, ben).getFirst();
        assertEquals("- It is on the 4th of July.", decisions.contentMarkdown());
        assertEquals(notes.id().toString(), meta(decisions).get("parent_notes_id").asText());
        ArtifactView actions = resource.list(room, "action_items", null, null, ben).getFirst();
        assertEquals("- [ ] book the garden - Ben - Friday", actions.contentMarkdown());
        assertEquals(notes.id().toString(), meta(actions).get("parent_notes_id").asText());
        assertEquals(house.transcript.newest(room, 2).stream().map(Message::createdAt).toList(), Arrays.asList(notes.windowStartTs(), notes.windowEndTs()));
    }

    @Test
    void without_an_answer_of_the_model_the_notes_are_the_transcript() {
        house.say(room, ada, "Shall we have a party?");
        minutes.setModels(new OneAnswer(""));
        ArtifactView failed = resource.generate(room, ada);
        assertFalse(meta(failed).get("llm_ok").asBoolean());
        assertTrue(failed.contentMarkdown().contains("Shall we have a party?"));
        assertEquals(List.of("notes"), types());
    }

    @Test
    void without_any_model_the_notes_are_the_transcript_too() {
        house.say(room, ada, "Shall we have a party?");
        assertFalse(meta(resource.generate(room, ada)).get("llm_ok").asBoolean());
    }

    @Test
    void only_the_last_sixty_messages_are_read_and_long_ones_are_cut() {
        OneAnswer model = new OneAnswer(NOTES);
        minutes.setModels(model);
        house.say(room, ada, "too long ago");
        for (int i = 0; i < Minutes.MESSAGES - 1; i++) {
            house.say(room, ada, "word " + i + ".");
        }
        house.say(room, ada, "long " + "x".repeat(20_000));
        resource.generate(room, ada);
        assertFalse(model.material().contains("too long ago"));
        assertTrue(model.material().contains("word 0."));
        assertTrue(model.material().endsWith("x […]"), "length " + model.material().length());

        for (int i = 0; i < Minutes.MESSAGES; i++) {
            house.say(room, ada, "part " + i + ". " + "x".repeat(20_000));
        }
        resource.generate(room, ada);
        assertTrue(model.material().contains("part 50."), "each is cut, so that many fit");
        assertTrue(model.material().length() < 70_000, "length " + model.material().length());
        assertTrue(model.material().startsWith("[Earlier messages are left out.]"));
    }

    @Test
    void an_empty_room_has_nothing_to_take_notes_of() {
        assertEquals("bad_request", assertThrows(Problem.class, () -> resource.generate(room, ada)).code());
        assertTrue(types().isEmpty());
    }

    @Test
    void older_papers_follow_the_last_known_one() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.addFirst(add(i % 2 == 0 ? "agenda" : "notes", "# Paper " + i).contentMarkdown());
        }
        List<ArtifactView> first = resource.list(room, null, 2, null, ben);
        List<ArtifactView> then = resource.list(room, null, 3, first.getLast().id(), ben);
        assertEquals(all, Stream.concat(first.stream(), then.stream()).map(ArtifactView::contentMarkdown).toList());
        assertEquals(List.of("# Paper 1"), resource.list(room, "notes", null, first.getLast().id(), ben).stream().map(ArtifactView::contentMarkdown).toList());
        assertTrue(resource.list(room, null, null, then.getLast().id(), ben).isEmpty());
    }

    @Test
    void a_paper_is_read_by_itself_until_a_leader_deletes_it() {
        ArtifactView notes = add("notes", "# Notes");
        ArtifactView agenda = add("agenda", "# Agenda");
        assertEquals(notes, resource.one(room, notes.id(), ben));
        assertEquals("not_allowed", assertThrows(Problem.class, () -> resource.remove(room, notes.id(), ben)).code());
        resource.remove(room, notes.id(), ada);
        assertEquals("not_found", assertThrows(Problem.class, () -> resource.one(room, notes.id(), ben)).code());
        assertEquals("not_found", assertThrows(Problem.class, () -> resource.remove(room, notes.id(), ada)).code());
        assertEquals(List.of(agenda), resource.list(room, null, null, null, ben));
    }

    @Test
    void a_paper_is_not_reached_through_another_room() {
        ArtifactView notes = add("notes", "# Notes");
        UUID other = house.room(ada);
        assertEquals("not_found", assertThrows(Problem.class, () -> resource.one(other, notes.id(), ada)).code());
        assertEquals("not_found", assertThrows(Problem.class, () -> resource.remove(other, notes.id(), ada)).code());
        assertEquals(notes, resource.one(room, notes.id(), ada));
    }

    @Test
    void papers_go_with_their_room() {
        add("notes", "# Notes");
        house.rooms.delete(room, ada);
        assertEquals(0, house.database.query(sql -> sql.fetchCount(io.sparkbot.rooms.db.Tables.ARTIFACT)).intValue());
    }

    @Test
    @Tag("W-30")
    @Tag("CK-11")
    void W_30_a_list_takes_the_same_statements_for_one_paper_and_for_many() {
        add("notes", "# Notes");
        long one = DATABASE.statements(() -> resource.list(room, null, 100, null, ben));
        for (int i = 0; i < 30; i++) {
            add("notes", "# Notes");
        }
        assertEquals(one, DATABASE.statements(() -> resource.list(room, null, 100, null, ben)));
    }

    private static JsonNode meta(ArtifactView view) {
        JsonNode meta = view.metaJson();
        assertNotNull(meta);
        return meta;
    }
}
