package io.sparkbot.guardian.shield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.policy.ToolPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table said a second time, group by group, so that a slip in the file does not go unnoticed. */
class PolicyTableTest {

    private final PolicyTable table = PolicyTable.shipped();

    private String row(String tool, Map<String, Object> arguments) {
        PolicyTable.Row row = table.find(tool, arguments).orElseThrow(() -> new AssertionError("no row for " + tool));
        ToolPolicy p = row.policy();
        return String.join(
                " ",
                p.scope().wire(),
                p.resource(),
                p.defaultAction().wire(),
                p.actionType().wire(),
                p.highRisk() ? "risk" : "-",
                p.requiresExecutionGate() ? "gate" : "-");
    }

    @ParameterizedTest
    @Tag("F-266")
    @CsvSource(
            delimiter = '>',
            value = {
                "web_search fetch_url get_datetime calculate list_tasks list_reminders calendar_list_events gmail_fetch_inbox gmail_search gmail_get_message drive_search drive_get_file email_fetch_inbox email_search github_list_prs github_get_pr github_get_ci_status slack_list_channels slack_get_channel_history notion_search notion_get_page confluence_search confluence_get_page browser_open browser_navigate browser_snapshot browser_close browser_list_sessions guardian_list_tasks guardian_list_runs morning_briefing > read workspace allow read - -",
                "remember_fact forget_fact > write memory allow room_write - -",
                "create_task complete_task > write room_task allow room_write - -",
                "set_reminder cancel_reminder > write reminder allow room_write - -",
                "guardian_run_task guardian_pause_task > write guardian_task allow room_write - -",
                "browser_fill_field browser_click browser_save_session browser_restore_session > write web confirm write_external risk -",
                "gmail_send > write gmail confirm write_external risk -",
                "email_send > write email confirm write_external risk -",
                "slack_send_message > write slack confirm write_external risk -",
                "github_create_issue > write github confirm write_external risk -",
                "notion_create_page > write notion confirm write_external risk -",
                "confluence_create_page > write confluence confirm write_external risk -",
                "calendar_create_event > write calendar confirm write_external risk -",
                "drive_create_folder > write drive confirm write_external risk -",
                "guardian_schedule_task > write guardian_task confirm write_external risk -",
                "server_read_command > execute server allow command_exec risk gate",
                "ssh_read_command > execute ssh allow ssh_exec risk gate",
                "server_manage_service > execute service confirm service_control risk gate",
                "vault_list_secrets > read vault allow read - -",
                "vault_use_secret > read vault allow read risk -",
                "vault_add_secret vault_update_secret > write vault privileged vault_write risk -",
                "vault_reveal_secret > read vault privileged_reveal vault_reveal risk -",
                "vault_delete_secret > write vault privileged_reveal vault_reveal risk -",
                "get_weather news_headlines currency_convert crypto_price > read web allow read - -",
                "ingest_document > write knowledge allow data_write - -",
                "search_knowledge list_knowledge > read knowledge allow data_read - -",
                "delete_knowledge > write knowledge confirm data_write - -",
                "run_code python_execute bash apply_patch > execute local_machine confirm code_exec risk gate",
                "glob_files read_file > read files allow read - -",
            })
    void every_tool_is_classified_as_promised(String tools, String policy) {
        for (String tool : tools.strip().split(" ")) {
            assertEquals(policy.strip(), row(tool, Map.of()), tool);
        }
    }

    @ParameterizedTest
    @Tag("F-273")
    @ValueSource(strings = {"status", "service_status", "show_status", "logs", "log", "service_logs", "show_logs", "STATUS"})
    void looking_at_a_service_is_reading_but_still_needs_the_gate(String action) {
        assertEquals("read service allow read - gate", row("server_manage_service", Map.of("action", action)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "restart", "statuses", ""})
    void every_other_action_on_a_service_is_control(String action) {
        assertEquals("execute service confirm service_control risk gate", row("server_manage_service", Map.of("action", action)));
        assertEquals("execute service confirm service_control risk gate", row("server_manage_service", Map.of("action", List.of("status"))));
    }

    @Test
    void a_name_that_is_not_in_the_table_has_no_row() {
        assertEquals(Optional.empty(), table.find("never_heard_of_it", Map.of()));
        assertEquals(Optional.empty(), table.find("GMAIL_SEND", Map.of()));
    }

    @Test
    void every_vault_tool_is_for_operators_only() {
        table.tools().stream()
                .filter(t -> t.startsWith("vault_"))
                .forEach(t -> assertTrue(table.find(t, Map.of()).orElseThrow().operatorOnly(), t));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one read workspace allow",
                "one read workspace allow read typo",
                "one reed workspace allow read",
                "one read workspace maybe read",
                "[a=b] read workspace allow read",
                "one[a] read workspace allow read"
            })
    void a_row_that_cannot_be_read_stops_the_bundle(String row) {
        assertThrows(IllegalArgumentException.class, () -> PolicyTable.parse(List.of(row)));
    }

    @Test
    void two_rows_for_one_tool_stop_the_bundle() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PolicyTable.parse(List.of("one read workspace allow read", "one write workspace allow room_write")));
    }
}
