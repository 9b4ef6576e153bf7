package io.sparkbot.guardian.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.audit.Audit.AuditEntry;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("F-050")
class AuditCommandTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("guardian.audit");

    private final Person ada = new Person(UUID.randomUUID(), "ada", "Ada", PersonType.HUMAN, AccountRole.MEMBER, true);
    private final Room room = room();
    private final ChainedAudit audit = new ChainedAudit(new EntryStore(DATABASE.of("guardian.audit")), new ValueRedactor(), Clock.systemUTC());
    private final AuditCommand command = new AuditCommand(DATABASE.of("guardian.audit"));

    private Room room() {
        return new Room(UUID.randomUUID(), "Room", Optional.empty(), ada.id(), Instant.EPOCH, Instant.EPOCH, Optional.empty(), false);
    }

    @AfterEach
    void stop() throws Exception {
        audit.stop();
    }

    private void entry(Room where, String tool, Map<String, ?> input, String result, Optional<String> agent) {
        audit.append(new AuditEntry(Optional.of(ada.id()), Optional.of(where.id()), tool, input, result, agent, Optional.empty(), Optional.empty()));
    }

    private String run(Room where, String argument) {
        return command.run(new CommandCall(ada, where, RoomRole.VIEWER, argument, "web")).text();
    }

    private List<String> lines() {
        return run(room, "").lines().toList();
    }

    @Test
    void the_ten_newest_calls_of_this_room_are_shown_with_agent_tool_and_result() {
        for (int number = 1; number <= 12; number++) {
            entry(room, "policy_decision", Map.of("tool_name", "calculate", "tool_args", Map.of()), "{\"action\":\"allow\"}", Optional.empty());
            entry(room, "calculate", Map.of("expression", number + "+0"), "= " + number, Optional.of("analyst"));
        }
        entry(room(), "elsewhere", Map.of(), "not of this room", Optional.empty());

        assertEquals(10, lines().size());
        assertTrue(lines().getFirst().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  analyst  calculate  \\{\"expression\":\"12\\+0\"}  → = 12"), lines()::toString);
        assertTrue(lines().getLast().endsWith("→ = 3"), lines()::toString);
    }

    @Test
    void a_refused_call_is_shown_under_the_name_of_its_tool_and_what_people_decided_is_left_out() {
        entry(room, "policy_decision", Map.of("tool_name", "run_code", "tool_args", Map.of("code", "x")),
                "{\"action\":\"deny\",\"reason\":\"the execution gate is closed\"}", Optional.empty());
        entry(room, "policy_decision", Map.of("tool_name", "filesystem", "tool_args", Map.of()), "{\"action\":\"confirm\",\"reason\":\"it deletes\"}", Optional.empty());
        entry(room, "approval_granted", Map.of("tool_name", "filesystem"), "web", Optional.empty());
        entry(room, "room_execution_gate", Map.of("execution_allowed", true), "opened", Optional.empty());

        assertEquals(1, lines().size(), lines()::toString);
        assertTrue(lines().getFirst().endsWith("  sparkbot  run_code  {\"code\":\"x\"}  → denied: the execution gate is closed"), lines()::toString);
    }

    @Test
    void long_and_many_lined_values_are_one_short_line_and_hold_no_secret() {
        entry(room, "fetch", Map.of("password", "hunter2", "url", "https://example.org/" + "x".repeat(200)), "token=hunter2\n\u001b[31m" + "y".repeat(300), Optional.empty());

        String line = lines().getFirst();
        assertEquals(1, lines().size());
        assertTrue(line.length() < 80 + 100 + 60 && line.contains("…"), line);
        assertFalse(line.contains("hunter2") || line.contains("\u001b"), line);
    }

    @Test
    void an_empty_room_says_so_and_words_behind_the_command_are_refused() {
        assertEquals("No tool has acted in this room yet.", run(room, ""));
        Problem refused = assertThrows(Problem.class, () -> run(room, "20"));
        assertEquals("bad_request", refused.code());
        assertTrue(refused.detail().contains("/audit"), refused::detail);
    }
}
