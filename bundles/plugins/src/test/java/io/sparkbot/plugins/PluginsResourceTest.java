package io.sparkbot.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PluginsResourceTest {

    @TempDir
    Path home;

    private final Person member = new Person(UUID.randomUUID(), "mia", "Mia", PersonType.HUMAN, AccountRole.MEMBER, true);
    private Yard yard;
    private Plugins plugins;
    private PluginsResource resource;

    @BeforeEach
    void open() throws Exception {
        yard = new Yard(home);
        plugins = yard.component();
        resource = new PluginsResource(plugins);
    }

    @AfterEach
    void close() throws Exception {
        plugins.stop();
        yard.close();
    }

    @Test
    void every_route_is_for_admins_alone() {
        for (Executable call : List.<Executable>of(
                () -> resource.list(member),
                () -> resource.detail("x", member),
                () -> resource.install("x.jar", InputStream.nullInputStream(), member),
                () -> resource.update("x", InputStream.nullInputStream(), member),
                () -> resource.rollBack("x", member),
                () -> resource.start("x", member),
                () -> resource.stop("x", member),
                () -> resource.remove("x", member))) {
            Problem refused = assertThrows(Problem.class, call);
            assertEquals(403, refused.status());
            assertEquals("not_admin", refused.code());
        }
    }

    @Test
    @Tag("F-257")
    void an_admin_installs_looks_updates_goes_back_and_removes() throws Exception {
        PluginView.Detail installed = resource.install("echo.jar", jar("1.0.0"), yard.admin);
        assertEquals("acme.echo", installed.plugin().name());
        assertEquals("active", installed.plugin().state());
        assertEquals(List.of("verify", "stage", "resolve", "start", "health"), installed.steps().stream().map(PluginView.StepView::step).toList());

        PluginView.Detail updated = resource.update("acme.echo", jar("1.1.0"), yard.admin);
        assertEquals("1.1.0", updated.plugin().version());
        assertTrue(updated.steps().stream().map(PluginView.StepView::step).toList().contains("switch"), updated.steps().toString());
        assertEquals("1.0.0", updated.earlierVersions().getFirst().version());

        assertEquals("1.0.0", resource.rollBack("acme.echo", yard.admin).plugin().version());
        assertEquals("stopped", resource.stop("acme.echo", yard.admin).plugin().state());
        assertEquals("active", resource.start("acme.echo", yard.admin).plugin().state());
        assertEquals(resource.list(yard.admin).count(), resource.list(yard.admin).items().size());

        resource.remove("acme.echo", yard.admin);
        assertEquals(404, assertThrows(Problem.class, () -> resource.detail("acme.echo", yard.admin)).status());
    }

    @Test
    void an_upload_without_a_file_name_is_refused() {
        Problem refused = assertThrows(Problem.class, () -> resource.install(null, InputStream.nullInputStream(), yard.admin));

        assertEquals(422, refused.status());
        assertTrue(refused.detail().contains("X-File-Name"), refused.detail());
    }

    @Test
    void the_component_tells_its_health() throws Exception {
        assertEquals("OK", plugins.check().state().name());

        TestJar.bundle("acme.bad", "1.0.0").header("DynamicImport-Package", "*").drop(home.resolve("skills/bad.jar"));
        while (plugins.check().state().name().equals("OK")) {
            Thread.onSpinWait();
        }

        assertTrue(plugins.check().detail().startsWith("acme.bad: "), plugins.check().detail());
    }

    private static InputStream jar(String version) throws Exception {
        return new ByteArrayInputStream(TestJar.skill("acme.echo", version, "echo", version).bytes());
    }
}
