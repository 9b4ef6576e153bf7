package io.sparkbot.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.config.Settings;
import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.health.StartProblem;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import io.sparkbot.config.SettingsResource.SettingView;
import io.sparkbot.config.db.Tables;
import io.sparkbot.sample.Sample;
import io.sparkbot.sample.deep.choice.Deep;
import io.sparkbot.sample.named.Named;
import io.sparkbot.testdb.TestDatabase;
import io.sparkbot.testosgi.TestBundle;
import io.sparkbot.testosgi.TestFramework;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.ConfigurationAdmin;

/** Real components in the framework get their settings from file, environment and database. */
@Timeout(60)
class ConfigTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("config");

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Person ADMIN = new Person(UUID.randomUUID(), "root", "Root", PersonType.HUMAN, AccountRole.ADMIN, true);
    private static final Person MEMBER = new Person(UUID.randomUUID(), "guest", "Guest", PersonType.HUMAN, AccountRole.MEMBER, true);
    private static final String[] SHARED = {
        "io.sparkbot.api.config", "io.sparkbot.api.health", "io.sparkbot.api.store", "io.sparkbot.api.secret",
        "io.sparkbot.api.audit", "io.sparkbot.api.person", "io.sparkbot.api.web", "org.osgi.service.cm;version=1.6.0",
        "org.slf4j;version=2.0.20", "org.jooq;version=3.21.7", "org.jooq.impl;version=3.21.7"
    };

    @TempDir
    Path home;

    @SuppressWarnings("NullAway.Init")
    private TestFramework felix;

    private final Sealer sealer = new InstanceSealer(new byte[32], new SecureRandom());
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws Exception {
        DATABASE.clear();
        felix = TestFramework.start(
                Map.of("felix.cm.pm", "memory", "sparkbot.home", home.toString(),
                        "org.osgi.framework.system.capabilities.extra", "osgi.implementation;osgi.implementation=osgi.jakartars;version:Version=\"2.0.0\""),
                SHARED);
        felix.install("org.apache.felix.configadmin").start();
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    @Test
    void a_component_has_the_values_of_file_and_environment_when_it_is_first_activated() throws Exception {
        toml("[sample]\npatience = \"90s\"\nmood = \"merry\"\nnames = [\"a\", \"b\"]\nloud = true\n");
        environment.put("SAMPLE_OLD_ROUNDS", "7");
        environment.put("SAMPLE_API_KEY", "sk-env");
        Bundle bundle = felix.install(sample("1.0.0"));
        config();
        bundle.start();
        assertEquals(List.of("activated 7 PT1M30S sk-env merry [a, b] true"), seen());
    }

    @Test
    void W_53_a_saved_value_reaches_the_running_component_without_a_restart_and_can_be_taken_back() throws Exception {
        Bundle bundle = felix.install(sample("1.0.0"));
        SavedSettings settings = new SavedSettings(DATABASE.of("config"), config(), sealer);
        bundle.start();
        settings.save(Map.of("sample.max_rounds", 20, "sample.patience", "2m", "sample.api_key", "sk-saved", "sample.names", List.of("x")), ADMIN.id());
        assertEquals(List.of("activated 15 PT10M  calm [] false", "modified 20 PT2M sk-saved calm [x] false"), seen());
        assertTrue(settings.isSet("sample.max_rounds"));
        settings.save(Map.of("sample.max_rounds", Settings.DEFAULT, "sample.names", Settings.DEFAULT), ADMIN.id());
        assertEquals("modified 15 PT2M sk-saved calm [] false", seen().getLast());
        assertFalse(settings.isSet("sample.max_rounds"));
    }

    @Test
    void saved_values_are_there_after_a_restart_and_the_environment_beats_them() throws Exception {
        felix.install(sample("1.0.0"));
        new SavedSettings(DATABASE.of("config"), config(), sealer).save(Map.of("sample.max_rounds", 20, "sample.api_key", "sk-saved"), ADMIN.id());
        stop();
        startAgain();
        environment.put("SAMPLE_ROUNDS", "40");
        felix.install(sample("1.0.0")).start();
        Config config = config();
        SavedSettings settings = new SavedSettings(DATABASE.of("config"), config, sealer);
        config.awaitArrival();
        assertEquals("40 PT10M sk-saved calm [] false", seen().getLast().replaceFirst("^\\w+ ", ""));
        assertTrue(settings.isLocked("sample.max_rounds"));
        Problem refused = assertThrows(Problem.class, () -> settings.save(Map.of("sample.patience", "5m", "sample.max_rounds", 9), ADMIN.id()));
        assertEquals("409 conflict", refused.status() + " " + refused.code());
        assertTrue(refused.detail().contains("environment variable SAMPLE_ROUNDS"), refused.detail());
        assertEquals("40 PT10M sk-saved calm [] false", seen().getLast().replaceFirst("^\\w+ ", ""), "all or nothing");
    }

    @Test
    void W_50_a_saved_secret_is_sealed_at_rest_and_bound_to_its_key() throws Exception {
        felix.install(sample("1.0.0"));
        Database database = DATABASE.of("config");
        new SavedSettings(database, config(), sealer).save(Map.of("sample.api_key", "sk-4711-4711", "sample.mood", "merry"), ADMIN.id());
        String dump = database.query(sql -> sql.fetch("select key, value::text, encode(sealed, 'escape') from config.setting order by key").format());
        assertFalse(dump.contains("sk-4711"), dump);
        assertTrue(dump.contains("\"merry\""), dump);
        byte[] sealed = database.query(sql -> sql.fetchSingle(Tables.SETTING, Tables.SETTING.KEY.eq("sample.api_key")).getSealed());
        assertEquals("sk-4711-4711", new String(sealer.open(sealed, "config/sample.api_key"), StandardCharsets.UTF_8));
        assertThrows(IllegalArgumentException.class, () -> sealer.open(sealed, "config/sample.other_key"));

        Sealer foreign = new InstanceSealer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2}, new SecureRandom());
        SavedSettings withForeignKey = new SavedSettings(database, config(), foreign);
        assertFalse(withForeignKey.isSet("sample.api_key"), "a secret that does not open is absent, and the rest goes on");
        assertTrue(withForeignKey.isSet("sample.mood"));
    }

    @Test
    void nothing_is_saved_when_one_value_is_bad_or_its_key_unknown() throws Exception {
        felix.install(sample("1.0.0"));
        SavedSettings settings = new SavedSettings(DATABASE.of("config"), config(), sealer);
        InvalidField bad = assertThrows(InvalidField.class, () -> settings.save(Map.of("sample.loud", true, "sample.max_rounds", 101), ADMIN.id()));
        assertEquals("\"sample.max_rounds\": 101 is not a whole number from 1 to 100.", bad.detail());
        InvalidField unknown = assertThrows(InvalidField.class, () -> settings.save(Map.of("sample.loud", true, "sample.max_round", 3), ADMIN.id()));
        assertEquals("422 invalid There is no setting \"sample.max_round\". Did you mean \"sample.max_rounds\"?", unknown.status() + " " + unknown.code() + " " + unknown.detail());
        InvalidField secret = assertThrows(InvalidField.class, () -> settings.save(Map.of("sample.api_key", 12345678), ADMIN.id()));
        assertFalse(secret.detail().contains("12345678"), secret.detail());
        assertEquals(0, rows());
    }

    @Test
    void a_change_is_audited_in_the_same_transaction_without_its_secrets() throws Exception {
        felix.install(sample("1.0.0"));
        List<Audit.AuditEntry> entries = new ArrayList<>();
        SavedSettings settings = new SavedSettings(DATABASE.of("config"), config(), sealer);
        settings.audit(entry -> {
            entries.add(entry);
            if (entry.input().containsKey("sample.loud")) {
                throw new IllegalStateException("no audit, no change");
            }
            return UUID.randomUUID();
        });
        settings.save(Map.of("sample.api_key", "sk-secret"), ADMIN.id());
        assertEquals("settings_change {sample.api_key=[REDACTED]} " + ADMIN.id(), entries.getFirst().tool() + " " + entries.getFirst().input() + " " + entries.getFirst().personId().orElseThrow());
        assertThrows(IllegalStateException.class, () -> settings.save(Map.of("sample.loud", true), ADMIN.id()));
        assertEquals(1, rows());
        assertFalse(settings.isSet("sample.loud"));
    }

    @Test
    void the_settings_page_shows_every_setting_and_no_secret_and_is_for_administrators() throws Exception {
        toml("[sample]\nloud = true\n");
        felix.install(sample("1.0.0"));
        Config config = config();
        SettingsResource page = new SettingsResource(config, new SavedSettings(DATABASE.of("config"), config, sealer));
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("sample.api_key", "sk-secret");
        wanted.put("sample.max_rounds", 20);
        page.save(wanted, ADMIN);
        SettingsResource.SettingList list = page.list(ADMIN);
        Map<String, SettingView> views = new HashMap<>();
        list.items().forEach(v -> views.put(v.key(), v));
        assertEquals(list.count(), list.items().size());
        SettingView rounds = view(views, "sample.max_rounds");
        assertEquals("sample Sample Rounds integer 1 100 15 20 saved SAMPLE_ROUNDS", Stream.of(rounds.group(), rounds.groupTitle(), rounds.title(), rounds.type(), rounds.min().orElse(""),
                rounds.max().orElse(""), rounds.defaultValue().orElse(""), rounds.value().orElse(""), rounds.source(), rounds.env()).map(String::valueOf).reduce((a, b) -> a + " " + b).orElse(""));
        assertEquals(Optional.of(1), rounds.min(), "a number, not its text");
        assertEquals(Optional.of("PT1H"), view(views, "sample.patience").max());
        SettingView key = view(views, "sample.api_key");
        assertEquals("secret true saved", key.type() + " " + key.isSet() + " " + key.source());
        assertEquals(Optional.empty(), key.value());
        assertEquals(Optional.of(List.of("calm", "merry")), view(views, "sample.mood").options());
        assertTrue(view(views, "sample.loud").locked());
        assertEquals("duration", view(views, "sample.patience").type());
        assertFalse(list.toString().contains("sk-secret"));

        wanted.clear();
        wanted.put("sample.max_rounds", null);
        assertEquals(Optional.of(15), page.save(wanted, ADMIN).items().stream().filter(v -> v.key().equals("sample.max_rounds")).findFirst().orElseThrow().value());
        assertEquals("403 not_admin", refusal(() -> page.list(MEMBER)));
        assertEquals("403 not_admin", refusal(() -> page.save(wanted, MEMBER)));
        assertEquals("422 invalid", refusal(() -> page.save(null, ADMIN)));
    }

    @Test
    void what_is_wrong_in_the_file_forbids_the_start_all_of_it_at_once() throws Exception {
        toml("[sample]\nmax_roundz = 3\npatience = \"soon\"\n");
        felix.install(sample("1.0.0"));
        config();
        felix.service(StartProblem.class, "", SOON);
        String problem = String.valueOf(felix.context().getServiceReference(StartProblem.class).getProperty(StartProblem.PROBLEM));
        assertEquals(home.resolve("sparkbot.toml") + ", line 2: unknown setting sample.max_roundz; did you mean sample.max_rounds?\n"
                + home.resolve("sparkbot.toml") + ", line 3: sample.patience: \"soon\" is not a length of time such as 90s, 10m, 2h or PT10M from PT1S to PT1H", problem);
    }

    @Test
    void the_variable_of_a_description_with_an_id_of_its_own_is_found_too() throws Exception {
        felix.install(TestBundle.named("io.sparkbot.sample.named", "1.0.0").packageOf(Named.class));
        environment.put("SAMPLE_MODEL", "gpt-x");
        assertEquals(Optional.of("gpt-x"), config().catalogue().setting("sample.named.model").orElseThrow().value());
    }

    @Test
    void a_description_in_a_package_below_the_one_of_the_bundle_is_found_with_its_variables() throws Exception {
        felix.install(TestBundle.named("io.sparkbot.sample.deep", "1.0.0").packageOf(Deep.class));
        environment.put("SAMPLE_DEEP_MODEL", "gpt-y");
        assertEquals(Optional.of("gpt-y"), config().catalogue().setting("sample.deep.model").orElseThrow().value());
    }

    @Test
    void a_bundle_cannot_declare_settings_of_another_one() throws Exception {
        felix.install(TestBundle.named("com.example.thief", "1.0.0").packageOf(Sample.class));
        assertEquals(List.of(), config().catalogue().settings());
    }

    @Test
    void a_bundle_that_is_updated_or_removed_brings_or_takes_its_settings() throws Exception {
        Config config = config();
        assertEquals(0, config.catalogue().settings().size());
        Bundle bundle = felix.install(sample("1.0.0"));
        assertEquals(6, config.catalogue().settings().size());
        bundle.update(TestBundle.named("io.sparkbot.sample", "1.1.0").file("a.txt", "no settings any more").jar());
        assertEquals(0, config.catalogue().settings().size());
        bundle.update(sample("1.2.0").jar());
        assertEquals(6, config.catalogue().settings().size());
        bundle.uninstall();
        assertEquals(0, config.catalogue().settings().size());
    }

    @Test
    void the_bundle_itself_delivers_seals_and_reports() throws Exception {
        toml("[sample]\nmax_rounds = 33\n[skill.unknown]\na = 1\n");
        felix.context().registerService(Database.class, DATABASE.of("config"), new Hashtable<>(Map.of("schema", "config")));
        Bundle sample = felix.install(sample("1.0.0"));
        for (String library : List.of("jackson-annotations", "jackson-core", "jackson-databind", "jakarta.ws.rs-api")) {
            felix.install(library);
        }
        felix.installThisModule().start();
        sample.start();
        Settings settings = felix.service(Settings.class, "", SOON);
        felix.service(Sealer.class, "", SOON);
        assertTrue(Files.exists(home.resolve("keys/instance.key")));
        assertTrue(settings.isLocked("sample.max_rounds"));
        settings.save(Map.of("sample.loud", true), ADMIN.id());
        assertEquals("modified 33 PT10M  calm [] true", seen().getLast());
        List<HealthCheck.Health> rows = felix.context().getServiceReferences(HealthCheck.class, null).stream().map(r -> felix.context().getService(r).check()).toList();
        assertEquals(HealthCheck.State.WARN, rows.getFirst().state());
        assertTrue(rows.getFirst().detail().contains("section [skill.unknown] has no effect"), rows.toString());
        assertFalse(felix.hasService(StartProblem.class, ""));
    }

    @Test
    void a_framework_that_would_write_secrets_to_disk_is_refused() throws Exception {
        stop();
        felix = TestFramework.start(Map.of("sparkbot.home", home.toString()), SHARED);
        felix.install("org.apache.felix.configadmin").start();
        config();
        assertTrue(String.valueOf(felix.context().getServiceReference(StartProblem.class).getProperty(StartProblem.PROBLEM)).contains("felix.cm.pm"));
    }

    private void startAgain() throws Exception {
        felix = TestFramework.start(Map.of("felix.cm.pm", "memory", "sparkbot.home", home.toString()), SHARED);
        felix.install("org.apache.felix.configadmin").start();
    }

    private Config config() throws Exception {
        return new Config(felix.context(), felix.service(ConfigurationAdmin.class, "", SOON), environment);
    }

    private static TestBundle sample(String version) {
        return TestBundle.named("io.sparkbot.sample", version).packageOf(Sample.class);
    }

    @SuppressWarnings("unchecked")
    private List<String> seen() throws Exception {
        return (List<String>) felix.service(Supplier.class, "(name=sample)", SOON).get();
    }

    private void toml(String text) throws Exception {
        Files.writeString(home.resolve("sparkbot.toml"), text);
    }

    private static int rows() {
        return DATABASE.of("config").query(sql -> sql.fetchCount(Tables.SETTING));
    }

    private static SettingView view(Map<String, SettingView> views, String key) {
        return Optional.ofNullable(views.get(key)).orElseThrow();
    }

    private static String refusal(Runnable call) {
        Problem refused = assertThrows(Problem.class, call::run);
        return refused.status() + " " + refused.code();
    }
}
