package io.sparkbot.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sparkbot.api.config.Settings;
import io.sparkbot.api.person.Access;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Needs;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The settings page. Administrators only; a secret goes in and never comes out. */
@Component(service = SettingsResource.class)
@JakartarsResource
@Path("/settings")
@Produces(MediaType.APPLICATION_JSON)
public final class SettingsResource {

    private final Config config;
    private final Settings settings;

    @Activate
    public SettingsResource(@Reference Config config, @Reference Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    @GET
    @ApiDoc(value = "All settings", refusals = "not_admin")
    public SettingList list(@Context Person person) {
        requireAdmin(person);
        List<SettingView> items = config.catalogue().settings().stream().map(SettingView::of).toList();
        return new SettingList(items, items.size());
    }

    /**
     * Saves all values or none; null takes a saved value back. Answers with all settings as they are now. Closed to API keys: the passphrase
     * is a setting.
     */
    @PUT
    @Needs(Access.SIGN_IN)
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(value = "Saves settings, all or none", details = "By key; null takes a saved value back. Answers with all settings as they are now.", refusals = {"not_admin", "conflict", "invalid"})
    public SettingList save(@Nullable Map<String, @Nullable Object> values, @Context Person person) {
        requireAdmin(person);
        if (values == null) {
            throw InvalidField.body("", "missing", "Send an object with settings by key, for example {\"turns.max_tool_rounds\": 15}.");
        }
        Map<String, Object> wanted = new HashMap<>();
        values.forEach((key, value) -> wanted.put(key, value == null ? Settings.DEFAULT : value));
        settings.save(wanted, person.id());
        return list(person);
    }

    private static void requireAdmin(Person person) {
        if (!person.isAdmin()) {
            throw Problem.forbidden("not_admin", "Only an administrator sees and changes settings.");
        }
    }

    /** All settings. */
    public record SettingList(List<SettingView> items, int count) {}

    /**
     * One setting.
     *
     * @param group section, for example {@code turns}
     * @param options values it takes; empty: any
     * @param min smallest number, length of text or, in ISO-8601, length of time
     * @param value absent for secrets
     * @param isSet whether anything but the default holds; for a secret all there is to know
     * @param source {@code default}, {@code file}, {@code environment} or {@code saved}
     * @param locked fixed by file or environment
     * @param origin the file with its line, or the environment variable, that fixes it
     * @param env the environment variable that would set it
     */
    public record SettingView(
            String key, String group, String groupTitle, String title, String description, @ApiField(oneOf = {"string", "integer", "decimal", "boolean", "duration", "secret", "enum"}) String type, boolean list, Optional<List<String>> options, Optional<Object> min,
            Optional<Object> max, @JsonProperty("default") Optional<Object> defaultValue, Optional<Object> value, boolean isSet, @ApiField(oneOf = {"default", "file", "environment", "saved"}) String source,
            boolean locked, Optional<String> origin, String env) {

        static SettingView of(Setting setting) {
            Declaration d = setting.declaration();
            boolean secret = d.secret();
            return new SettingView(d.key(), d.section(), d.sectionTitle(), d.title(), d.description(), d.wireType(), d.list(),
                    Optional.of(d.options()).filter(o -> !o.isEmpty()), d.limit(d.min()), d.limit(d.max()), secret ? Optional.empty() : d.defaultValue(),
                    secret ? Optional.empty() : setting.value(), setting.isSet(), setting.source().wireName(), setting.locked(),
                    Optional.of(setting.origin()).filter(o -> !o.isEmpty()), d.variables().getFirst());
        }
    }
}
