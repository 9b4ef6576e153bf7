package io.sparkbot.guardian.shield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.Gatekeeper.Question;
import io.sparkbot.api.policy.PolicyDecision;
import io.sparkbot.api.policy.Scope;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.policy.Verdict;
import io.sparkbot.api.tool.ActionType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ShieldTest {

    private static final Person ADA = new Person(new UUID(0, 1), "ada", "Ada", PersonType.HUMAN, AccountRole.MEMBER, true);
    private static final UUID ROOM = new UUID(0, 2);
    private static final ToolPolicy READ = ToolPolicy.of(ActionType.READ, "workspace");

    private final PolicyTable table = PolicyTable.shipped();
    private final Shield shield = new Shield(table, Overrides.parse(""));

    private static Question question(String tool, Map<String, Object> args, boolean skill, String gate, boolean operator, boolean privileged) {
        Optional<Boolean> open = gate.equals("unknown") ? Optional.empty() : Optional.of(gate.equals("on"));
        return new Question(tool, args, Optional.of(READ), skill, ADA, Optional.of(ROOM), open, operator, privileged, Optional.empty());
    }

    private static Question with(Question q, Approval approval) {
        return new Question(q.tool(), q.arguments(), q.declared(), q.skill(), q.person(), q.room(), q.roomExecutionAllowed(), q.operator(),
                q.privileged(), Optional.of(approval));
    }

    private static Question declared(String tool, ToolPolicy policy) {
        return new Question(tool, Map.of(), Optional.of(policy), true, ADA, Optional.of(ROOM), Optional.of(false), false, false, Optional.empty());
    }

    private static Approval approval(String tool, Approval.State state, UUID person, UUID room) {
        return new Approval(UUID.randomUUID(), Approval.Kind.CONFIRM, tool, "{}", Map.of(), "", "", person, room, Optional.empty(),
                UUID.randomUUID(), Optional.empty(), "web", state, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "server_read_command,    '',      off,     false, false, deny,              execution",
        "server_read_command,    '',      unknown, true,  true,  deny,              execution",
        "server_read_command,    '',      on,      false, false, allow,             ''",
        "server_manage_service,  restart, on,      false, false, confirm,           confirmation",
        "server_manage_service,  restart, off,     true,  true,  deny,              execution",
        "server_manage_service,  ' Status ', on,   false, false, allow,             read",
        "server_manage_service,  logs,    off,     false, false, deny,              execution",
        "browser_open,           '',      off,     false, false, allow,             read",
        "browser_click,          '',      off,     false, false, confirm,           confirmation",
        "vault_list_secrets,     '',      off,     false, false, deny,              operators",
        "vault_list_secrets,     '',      off,     true,  false, allow,             ''",
        "vault_add_secret,       '',      off,     true,  false, privileged,        break-glass",
        "vault_add_secret,       '',      off,     true,  true,  allow,             ''",
        "vault_add_secret,       '',      off,     false, true,  deny,              operators",
        "vault_reveal_secret,    '',      off,     true,  true,  confirm,           confirmation",
        "vault_reveal_secret,    '',      off,     true,  false, privileged_reveal, break-glass",
        "vault_unheard_of,       '',      off,     false, true,  deny,              operators",
        "run_code,               '',      off,     true,  true,  deny,              execution",
        "run_code,               '',      on,      false, false, confirm,           confirmation",
        "never_heard_of_it,      '',      on,      true,  true,  deny,              not approved",
        "filesystem,             list,    off,     false, false, allow,             files",
        "filesystem,             write,   off,     false, false, allow,             files",
        "filesystem,             move,    off,     false, false, allow,             files",
        "filesystem,             delete,  off,     false, false, confirm,           confirmation",
        "filesystem,             send,    off,     false, false, allow,             files",
        "filesystem,             anything, off,    false, false, confirm,           confirmation",
        "filesystem,             '',      off,     false, false, confirm,           confirmation",
        "read_file,              '',      off,     false, false, allow,             files",
    })
    void the_examples_of_the_policy_hold(
            String tool, String action, String gate, boolean operator, boolean privileged, String verdict, String mentions) {
        PolicyDecision decision =
                shield.judge(question(tool, action.isEmpty() ? Map.of() : Map.of("action", action), false, gate, operator, privileged));

        assertEquals(verdict, decision.action().wire(), decision.toString());
        assertTrue(decision.reason().toLowerCase(java.util.Locale.ROOT).contains(mentions), decision.reason());
    }

    @Test
    void an_unknown_tool_is_judged_as_administration_of_the_unknown() {
        PolicyDecision decision = shield.judge(
                new Question("never_heard_of_it", Map.of(), Optional.empty(), true, ADA, Optional.empty(), Optional.empty(), true, true, Optional.empty()));

        assertEquals(Scope.ADMIN, decision.scope());
        assertEquals("unknown", decision.resource());
        assertEquals(Verdict.DENY, decision.action());
    }

    @Test
    void a_tool_of_the_table_that_is_not_installed_is_denied_too() {
        PolicyDecision decision = shield.judge(
                new Question("calculate", Map.of(), Optional.empty(), true, ADA, Optional.empty(), Optional.empty(), true, true, Optional.empty()));

        assertEquals(Verdict.DENY, decision.action());
    }

    @Test
    void the_vault_rule_marks_every_refusal_as_high_risk() {
        assertTrue(shield.judge(question("vault_list_secrets", Map.of(), false, "off", false, false)).highRisk());
        assertFalse(shield.judge(question("vault_list_secrets", Map.of(), false, "off", true, false)).highRisk());
    }

    @Test
    @Tag("K1")
    void K1_a_skill_cannot_take_the_name_of_a_built_in_tool() {
        PolicyDecision decision = shield.judge(question("gmail_send", Map.of(), true, "on", true, true));

        assertEquals(Verdict.DENY, decision.action());
        assertTrue(decision.reason().contains("reserved for a built-in tool"));
        assertEquals(Verdict.CONFIRM, shield.judge(question("gmail_send", Map.of(), false, "on", true, true)).action());
    }

    @Test
    @Tag("K1")
    void K1_a_skill_cannot_relabel_its_tool_of_the_table_as_milder_but_as_stricter() {
        assertEquals(Verdict.DENY, shield.judge(declared("run_code", READ)).action());
        assertEquals(Verdict.ALLOW, shield.judge(declared("get_weather", READ)).action());
        assertEquals(Verdict.CONFIRM, shield.judge(declared("get_weather", READ.withDefaultAction(DefaultAction.CONFIRM))).action());
    }

    @Test
    @Tag("F-243")
    void a_skill_outside_the_table_is_judged_by_what_it_declares() {
        assertEquals(Verdict.ALLOW, shield.judge(declared("my_tool", READ)).action());
        assertEquals(Verdict.CONFIRM, shield.judge(declared("my_tool", ToolPolicy.of(ActionType.WRITE_EXTERNAL, "jira"))).action());
        assertEquals(Verdict.DENY, shield.judge(declared("my_tool", ToolPolicy.of(ActionType.CODE_EXEC, "host"))).action());
    }

    @Test
    void a_skill_with_an_invalid_policy_is_denied() {
        ToolPolicy milder = new ToolPolicy(Scope.READ, "web", DefaultAction.ALLOW, ActionType.WRITE_EXTERNAL, false, false);

        PolicyDecision decision = shield.judge(declared("my_tool", milder));

        assertEquals(Verdict.DENY, decision.action());
        assertTrue(decision.reason().contains("its policy is invalid"), decision.reason());
    }

    @Test
    void a_built_in_tool_without_a_row_is_denied() {
        assertEquals(Verdict.DENY, shield.judge(question("brand_new_builtin", Map.of(), false, "on", true, true)).action());
    }

    @Test
    @Tag("A7")
    void A7_an_approval_counts_for_its_tool_person_and_room_and_only_when_granted() {
        Question delete = question("filesystem", Map.of("action", "delete"), false, "off", false, false);
        assertEquals(Verdict.ALLOW, shield.judge(with(delete, approval("filesystem", Approval.State.GRANTED, ADA.id(), ROOM))).action());

        for (Approval wrong : List.of(
                approval("glob_files", Approval.State.GRANTED, ADA.id(), ROOM),
                approval("filesystem", Approval.State.GRANTED, new UUID(9, 9), ROOM),
                approval("filesystem", Approval.State.GRANTED, ADA.id(), new UUID(9, 9)))) {
            assertEquals(Verdict.CONFIRM, shield.judge(with(delete, wrong)).action(), wrong.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Approval.State.class, names = "GRANTED", mode = EnumSource.Mode.EXCLUDE)
    void an_approval_in_any_other_state_counts_nothing(Approval.State state) {
        Question delete = question("filesystem", Map.of("action", "delete"), false, "off", false, false);

        assertEquals(Verdict.CONFIRM, shield.judge(with(delete, approval("filesystem", state, ADA.id(), ROOM))).action());
    }

    @Test
    @Tag("A2")
    void A2_W11_an_approval_never_stands_in_for_break_glass_or_an_open_gate() {
        Approval add = approval("vault_add_secret", Approval.State.GRANTED, ADA.id(), ROOM);
        assertEquals(Verdict.PRIVILEGED, shield.judge(with(question("vault_add_secret", Map.of(), false, "off", true, false), add)).action());
        Approval reveal = approval("vault_reveal_secret", Approval.State.GRANTED, ADA.id(), ROOM);
        assertEquals(Verdict.PRIVILEGED_REVEAL, shield.judge(with(question("vault_reveal_secret", Map.of(), false, "off", true, false), reveal)).action());
        Approval code = approval("run_code", Approval.State.GRANTED, ADA.id(), ROOM);
        assertEquals(Verdict.DENY, shield.judge(with(question("run_code", Map.of(), false, "off", true, true), code)).action());
    }

    @Test
    @Tag("F-256")
    void operators_settings_tighten_and_never_loosen() {
        Shield strict = new Shield(table, Overrides.parse("get_datetime=confirm, gmail_send = allow; my_tool=deny\nrun_code=privileged,calculate=sometimes"));

        assertEquals(Verdict.CONFIRM, strict.judge(question("get_datetime", Map.of(), false, "off", false, false)).action());
        assertEquals(Verdict.CONFIRM, strict.judge(question("gmail_send", Map.of(), false, "off", false, false)).action());
        assertEquals(Verdict.DENY, strict.judge(declared("my_tool", READ)).action());
        assertEquals(Verdict.PRIVILEGED, strict.judge(question("run_code", Map.of(), false, "on", true, false)).action());
        assertEquals(Verdict.DENY, strict.judge(question("calculate", Map.of(), false, "off", false, false)).action());
        assertEquals(List.of("calculate=sometimes"), Overrides.parse("calculate=sometimes").unreadable());
    }

    @Test
    @Tag("W-14")
    void W14_A1_the_switch_of_old_has_no_effect_but_a_warning() {
        assertTrue(ShieldService.warning(Map.of("SPARKBOT_GUARDIAN_POLICY_ENABLED", "false")).orElseThrow().contains("always on"));
        assertTrue(ShieldService.warning(Map.of()).isEmpty());
    }

    @Test
    @Tag("F-270")
    @Tag("F-268")
    void nothing_at_all_makes_an_unknown_tool_or_a_closed_gate_pass() {
        Random random = new Random(20261120);
        List<String> names = new ArrayList<>(table.tools());
        for (int i = 0; i < 200_000; i++) {
            String tool = random.nextInt(3) == 0 ? noise(random) : names.get(random.nextInt(names.size()));
            Optional<ToolPolicy> declared = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(anyPolicy(random));
            Optional<Boolean> gate = random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean());
            boolean skill = random.nextBoolean();
            Map<String, Object> arguments = random.nextBoolean() ? Map.of() : Map.of("action", random.nextBoolean() ? "list" : "status");
            Optional<Approval> approval = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(approval(tool, Approval.State.values()[random.nextInt(6)], ADA.id(), ROOM));
            boolean operator = random.nextBoolean();
            Question q = new Question(tool, arguments, declared, skill, ADA, Optional.of(ROOM), gate, operator, random.nextBoolean(), approval);

            PolicyDecision decision = shield.judge(q);

            boolean known = declared.isPresent() && (table.tools().contains(tool) || skill);
            ToolPolicy policy = shield.policy(tool, arguments, declared, skill);
            boolean closed = policy.requiresExecutionGate() && !gate.equals(Optional.of(true));
            boolean vault = tool.startsWith("vault_") && !operator;
            if (!known || closed || vault) {
                assertEquals(Verdict.DENY, decision.action(), q.toString());
            }
            assertFalse(decision.reason().isBlank());
        }
    }

    private static String noise(Random random) {
        return random.ints(1 + random.nextInt(20), 0x20, 0x2fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static ToolPolicy anyPolicy(Random random) {
        return new ToolPolicy(
                Scope.values()[random.nextInt(4)],
                random.nextBoolean() ? "workspace" : "elsewhere",
                DefaultAction.values()[random.nextInt(5)],
                ActionType.values()[random.nextInt(ActionType.values().length)],
                random.nextBoolean(),
                random.nextBoolean());
    }

    @Test
    void a_tool_that_is_not_approved_is_told_so_whatever_the_gate_says_and_whoever_asks() {
        ToolPolicy denied = ToolPolicy.of(ActionType.COMMAND_EXEC, "server").withDefaultAction(DefaultAction.DENY);
        for (boolean open : new boolean[] {true, false}) {
            for (boolean operator : new boolean[] {true, false}) {
                PolicyDecision decision = shield.judge(new Question(
                        "run_it", Map.of(), Optional.of(denied), true, ADA, Optional.of(ROOM), Optional.of(open), operator, true, Optional.empty()));
                assertEquals(Verdict.DENY, decision.action());
                assertEquals("The tool run_it is not approved for use here.", decision.reason());
            }
        }
    }

    @Test
    void a_tool_with_a_fault_is_denied_with_the_fault_and_not_with_the_policy() {
        PolicyDecision decision = shield.judge(new Question(
                "web_search", Map.of(), Optional.of(READ), true, ADA, Optional.of(ROOM), Optional.of(true), true, true, Optional.empty()));
        assertEquals(Verdict.DENY, decision.action());
        assertEquals("The tool web_search is not approved: the name is reserved for a built-in tool and a skill brought it.", decision.reason());
    }

    @Test
    void a_row_for_operators_holds_under_any_name_and_a_vault_name_holds_without_the_row() {
        Shield own = new Shield(PolicyTable.parse(List.of("inspect_it read server allow read operator", "vault_peek read vault allow read")), Overrides.parse(""));
        for (String tool : List.of("inspect_it", "vault_peek")) {
            PolicyDecision stranger = own.judge(question(tool, Map.of(), false, "on", false, true));
            assertEquals(Verdict.DENY, stranger.action());
            assertEquals("Only operators may use " + tool + ".", stranger.reason());
            assertTrue(stranger.highRisk());
            assertEquals(Verdict.ALLOW, own.judge(question(tool, Map.of(), false, "on", true, false)).action());
        }
    }
}
