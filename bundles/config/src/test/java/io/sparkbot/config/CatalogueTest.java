package io.sparkbot.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {

    private static final Declaration ROUNDS = declaration("turns", "max_tool_rounds", ValueType.INTEGER, "1", "100", "15", "SPARKBOT_MAX_TOOL_ROUNDS");
    private static final Declaration URL = declaration("llm.openai", "base_url", ValueType.STRING, "", "", "", "OPENAI_BASE_URL");
    private static final Declaration KEY = declaration("llm.openai", "api_key", ValueType.SECRET, "", "", "", "OPENAI_API_KEY");
    private static final Declaration MODEL = declaration("llm", "model", ValueType.STRING, "", "", "", "SPARKBOT_MODEL");

    @TempDir
    Path home;

    @Test
    void W_51_environment_beats_file_beats_saved_beats_default_and_what_is_fixed_is_locked() throws Exception {
        Catalogue all = catalogue("[turns]\nmax_tool_rounds = 30\n", Map.of("SPARKBOT_MAX_TOOL_ROUNDS", "40"));
        all.saved(Map.of("turns.max_tool_rounds", 20));
        assertSetting(all, 40, Source.ENVIRONMENT, true, "environment variable SPARKBOT_MAX_TOOL_ROUNDS");

        Catalogue file = catalogue("[turns]\nmax_tool_rounds = 30\n", Map.of());
        file.saved(Map.of("turns.max_tool_rounds", 20));
        assertSetting(file, 30, Source.FILE, true, home.resolve("sparkbot.toml") + ", line 2");

        Catalogue saved = catalogue("", Map.of());
        saved.saved(Map.of("turns.max_tool_rounds", 20));
        assertSetting(saved, 20, Source.SAVED, false, "");
        assertEquals(20, saved.configuration("io.sparkbot.turns").get("max.tool.rounds"));

        Catalogue none = catalogue("", Map.of("SPARKBOT_MAX_TOOL_ROUNDS", "  "));
        assertSetting(none, 15, Source.DEFAULT, false, "");
        assertTrue(none.configuration("io.sparkbot.turns").isEmpty(), "defaults stay where they are declared");
    }

    @Test
    void sections_nest_as_the_names_of_bundles_do() throws Exception {
        Catalogue catalogue = catalogue("""
                [llm]
                model = "gpt-4o"
                [llm.openai]
                base_url = "http://localhost:1"
                """, Map.of());
        assertEquals("gpt-4o", value(catalogue, "llm.model"));
        assertEquals("http://localhost:1", value(catalogue, "llm.openai.base_url"));
        assertEquals(List.of(), catalogue.problems());
        assertEquals("x", value(catalogue("llm.openai.base_url = \"x\"", Map.of()), "llm.openai.base_url"));
    }

    @Test
    void an_unknown_key_is_refused_with_its_line_and_the_nearest_known_one() throws Exception {
        Catalogue catalogue = catalogue("# first line\n[turns]\nmax_tools_rounds = 3\ncolour = 1\n[tunrs]\na = 1\n[server]\nport = 3000\nhost = \"127.0.0.1\"\nuser = 1\n", Map.of());
        String file = home.resolve("sparkbot.toml").toString();
        assertEquals(Set.of(
                        file + ", line 3: unknown setting turns.max_tools_rounds; did you mean turns.max_tool_rounds?",
                        file + ", line 4: unknown setting turns.colour; section [turns] has max_tool_rounds",
                        file + ", line 6: unknown setting tunrs.a; did you mean section [turns]?",
                        file + ", line 10: unknown setting server.user; did you mean section [server]?"),
                Set.copyOf(catalogue.problems()));
    }

    @Test
    void a_section_of_a_skill_that_is_not_installed_is_only_mentioned() throws Exception {
        Catalogue catalogue = catalogue("[skill.weather]\nunit = \"c\"\nplace = \"Oslo\"\n[com.example.rain]\na = 1\n", Map.of());
        assertEquals(List.of(), catalogue.problems());
        String file = home.resolve("sparkbot.toml").toString();
        assertEquals(Set.of(file + ": section [skill.weather] has no effect, no such skill is installed", file + ": section [com.example.rain] has no effect, no such skill is installed"),
                Set.copyOf(catalogue.notices()));

        catalogue.declare(9, List.of(declaration("skill.weather", "units", ValueType.STRING, "", "", "", "SPARKBOT_SKILL_WEATHER_UNITS"),
                declaration("skill.weather", "place", ValueType.STRING, "", "", "", "SPARKBOT_SKILL_WEATHER_PLACE")));
        assertEquals("Oslo", value(catalogue, "skill.weather.place"));
        assertTrue(catalogue.notices().contains(file + ", line 2: unknown setting skill.weather.unit; did you mean skill.weather.units?"), catalogue.notices().toString());
        assertEquals(Set.of("io.sparkbot.skill.weather"), catalogue.withdraw(9));
        assertEquals(Optional.empty(), catalogue.setting("skill.weather.place"));
    }

    @Test
    void a_value_that_does_not_fit_names_key_source_value_and_range_and_never_a_secret() throws Exception {
        Catalogue catalogue = catalogue("[turns]\nmax_tool_rounds = 1000\n[llm.openai]\napi_key = 12345678\n", Map.of());
        String file = home.resolve("sparkbot.toml").toString();
        assertEquals(Set.of(
                        file + ", line 2: turns.max_tool_rounds: 1000 is not a whole number from 1 to 100",
                        file + ", line 4: llm.openai.api_key: the value (not shown) is not text"),
                Set.copyOf(catalogue.problems()));
        assertEquals(List.of("environment variable SPARKBOT_MAX_TOOL_ROUNDS: turns.max_tool_rounds: \"many\" is not a whole number from 1 to 100"),
                catalogue("", Map.of("SPARKBOT_MAX_TOOL_ROUNDS", "many")).problems());
        assertEquals(15, value(catalogue, "turns.max_tool_rounds"));
    }

    @Test
    void a_saved_value_that_no_longer_fits_gives_way_to_the_default() throws Exception {
        Catalogue catalogue = catalogue("", Map.of());
        catalogue.saved(Map.of("turns.max_tool_rounds", 5000));
        assertSetting(catalogue, 15, Source.DEFAULT, false, "");
        assertEquals(List.of(), catalogue.problems());
    }

    @Test
    void a_secret_may_stand_in_a_file_of_its_own() throws Exception {
        Path secret = Files.writeString(home.resolve("key"), "sk-from-file\n");
        Catalogue catalogue = catalogue("", Map.of("OPENAI_API_KEY_FILE", secret.toString()));
        assertEquals("sk-from-file", value(catalogue, "llm.openai.api_key"));
        assertEquals(List.of(), catalogue.notices());
        List<String> problems = catalogue("", Map.of("OPENAI_API_KEY_FILE", "/nowhere/key")).problems();
        assertTrue(problems.getFirst().startsWith("the file /nowhere/key (environment variable OPENAI_API_KEY_FILE) cannot be read"), problems.toString());
    }

    @Test
    void a_secret_that_would_become_a_service_property_for_all_to_read_is_not_delivered() throws Exception {
        Catalogue catalogue = catalogue("", Map.of("OPENAI_API_KEY", "sk-1", "PUBLIC_KEY", "sk-2"));
        catalogue.declare(7, List.of(new Declaration("io.sparkbot.llm.openai", "public.key", "llm.openai", "", "public_key", "", "", ValueType.SECRET, false, List.of(), Optional.empty(),
                Optional.empty(), Optional.empty(), List.of("PUBLIC_KEY"))));
        assertEquals("sk-1", catalogue.configuration("io.sparkbot.llm.openai").get(".api.key"));
        assertEquals(1, catalogue.configuration("io.sparkbot.llm.openai").size());
    }

    @Test
    void variables_that_nobody_reads_are_mentioned_with_the_nearest_known_one() throws Exception {
        List<String> notices = catalogue("", Map.of("SPARKBOT_MAX_TOOL_ROUND", "3", "SPARKBOT_GUARDIAN_POLICY_ENABLED", "false", "DATABASE_TYPE", "sqlite", "SPARKBOT_HOME", "/x",
                "SPARKBOT_SOMETHING_ELSE", "1", "SPARKBOT_EMPTY", "", "PATH", "/bin")).notices();
        assertEquals(List.of(
                        "the environment variable DATABASE_TYPE is ignored: Sparkbot always stores in PostgreSQL; SPARKBOT_DATABASE_URL names an external server",
                        "the environment variable SPARKBOT_GUARDIAN_POLICY_ENABLED is ignored: the gates cannot be switched off; an operator can grant scoped, expiring permissions instead",
                        "no part of Sparkbot reads the environment variable SPARKBOT_MAX_TOOL_ROUND; did you mean SPARKBOT_MAX_TOOL_ROUNDS?",
                        "no part of Sparkbot reads the environment variable SPARKBOT_SOMETHING_ELSE"),
                notices);
    }

    @Test
    void a_file_that_is_nested_too_deep_is_refused_with_the_remedy() throws Exception {
        Path file = Files.writeString(home.resolve("sparkbot.toml"), "deep = " + "[".repeat(1_500) + "]".repeat(1_500));
        BadValue refused = assertThrows(BadValue.class, () -> SettingsFile.read(file));
        assertTrue(refused.text().startsWith(file + " holds lists or tables more than 1,000 levels deep"), refused.text());
        assertTrue(refused.text().contains("mend or remove it"), refused.text());
    }

    @Test
    void a_file_that_is_not_TOML_is_refused_with_line_and_column() throws Exception {
        Path file = Files.writeString(home.resolve("sparkbot.toml"), "[turns]\nmax_tool_rounds = \n");
        BadValue refused = assertThrows(BadValue.class, () -> SettingsFile.read(file));
        assertTrue(refused.text().startsWith(file + ", line 2, column 19: not valid TOML"), refused.text());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertTrue(assertThrows(BadValue.class, () -> SettingsFile.read(file)).text().contains("cannot be read"));
        assertFalse(Files.exists(home.resolve("none.toml")));
        assertEquals(Map.of(), SettingsFile.read(home.resolve("none.toml")).values());
    }

    @Test
    void of_two_versions_of_a_bundle_the_newer_declares_the_settings() throws Exception {
        Catalogue catalogue = catalogue("", Map.of("SPARKBOT_MAX_TOOL_ROUNDS", "200"));
        assertEquals(1, catalogue.problems().size());
        catalogue.declare(5, List.of(declaration("turns", "max_tool_rounds", ValueType.INTEGER, "1", "500", "15", "SPARKBOT_MAX_TOOL_ROUNDS")));
        assertEquals(200, value(catalogue, "turns.max_tool_rounds"));
        catalogue.withdraw(5);
        assertEquals(15, value(catalogue, "turns.max_tool_rounds"));
    }

    private Catalogue catalogue(String toml, Map<String, String> environment) throws Exception {
        Catalogue catalogue = new Catalogue(SettingsFile.read(Files.writeString(home.resolve("sparkbot.toml"), toml)), new Environment(environment));
        catalogue.declare(1, List.of(ROUNDS));
        catalogue.declare(2, List.of(URL, KEY));
        catalogue.declare(3, List.of(MODEL));
        return catalogue;
    }

    private static void assertSetting(Catalogue catalogue, Object value, Source source, boolean locked, String origin) {
        assertEquals(new Setting(ROUNDS, source, Optional.of(value), origin), catalogue.setting("turns.max_tool_rounds").orElseThrow());
        assertEquals(locked, catalogue.setting("turns.max_tool_rounds").orElseThrow().locked());
    }

    private static Object value(Catalogue catalogue, String key) {
        return catalogue.setting(key).orElseThrow().value().orElseThrow();
    }

    private static Declaration declaration(String section, String name, ValueType type, String min, String max, String defaultText, String variable) {
        return new Declaration("io.sparkbot." + section, (type == ValueType.SECRET ? "." : "") + name.replace('_', '.'), section, section, name, name, "", type, false, List.of(), Optional.of(min).filter(s -> !s.isEmpty()),
                Optional.of(max).filter(s -> !s.isEmpty()), Optional.of(defaultText), List.of(variable));
    }
}
