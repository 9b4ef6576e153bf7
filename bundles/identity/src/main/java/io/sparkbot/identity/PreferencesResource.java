package io.sparkbot.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.identity.PreferenceStore.PreferenceRow;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** One's own preferences, the same on every device. */
@Component(service = PreferencesResource.class)
@JakartarsResource
@Path("/users/me/preferences")
@Produces(MediaType.APPLICATION_JSON)
public final class PreferencesResource {

    private static final List<String> LANGUAGES = List.of("system", "en", "de");
    private static final List<String> THEMES = List.of("system", "light", "dark");
    private static final List<String> LANDING_PATHS = List.of("/dm", "/rooms/new", "/approvals", "/workstation");
    private static final List<String> SEND_KEYS = List.of("enter", "mod_enter");

    private final PreferenceStore store;
    private final IdentitySettings settings;

    @Activate
    public PreferencesResource(@Reference PreferenceStore store, @Reference IdentitySettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * What one chose.
     *
     * @param landingPath the page after signing in; null: as the installation has it
     * @param landing the page after signing in as it follows from both
     * @param notifications whether the devices that asked for notices are told
     * @param timeZone such as {@code Europe/Berlin}; null: that of the server
     * @param sendKey {@code enter}, or {@code mod_enter} for Ctrl or Cmd with Enter
     * @param introduced whether one has seen the introduction, or did not want to
     */
    public record PreferencesView(
            @ApiField(oneOf = {"system", "en", "de"}) String language,
            @ApiField(oneOf = {"system", "light", "dark"}) String theme,
            @ApiField(oneOf = {"/dm", "/rooms/new", "/approvals", "/workstation"}) Optional<String> landingPath,
            String landing,
            @JsonProperty("notify") boolean notifications,
            Optional<String> timeZone,
            @ApiField(oneOf = {"enter", "mod_enter"}) String sendKey,
            boolean introduced) {

        static PreferencesView of(PreferenceRow row, String usualLanding) {
            return new PreferencesView(
                    row.language(),
                    row.theme(),
                    row.landingPath(),
                    row.landingPath().orElse(usualLanding),
                    row.notifications(),
                    row.timeZone(),
                    row.sendKey(),
                    row.introduced());
        }
    }

    /** What of it one may choose. */
    record PreferencesChange(
            @ApiField(oneOf = {"system", "en", "de"}) String language,
            @ApiField(oneOf = {"system", "light", "dark"}) String theme,
            @ApiField(oneOf = {"/dm", "/rooms/new", "/approvals", "/workstation"}) Optional<String> landingPath,
            @JsonProperty("notify") boolean notifications,
            Optional<String> timeZone,
            @ApiField(oneOf = {"enter", "mod_enter"}) String sendKey,
            boolean introduced) {}

    @GET
    @ApiDoc("The own preferences")
    public PreferencesView get(@Context Person person) {
        return view(store.of(person.id()));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(
            value = "Change own preferences",
            details = "Null takes a landing path or time zone back.",
            body = PreferencesChange.class,
            refusals = {"nothing_to_change", "invalid"})
    public PreferencesView change(ObjectNode changes, @Context Person person) {
        Profile.requireOneOf(changes, "language", "theme", "landing_path", "notify", "time_zone", "send_key", "introduced");
        return view(store.change(person.id(), row -> new PreferenceRow(
                changes.has("language") ? needed("language", changes, LANGUAGES) : row.language(),
                changes.has("theme") ? needed("theme", changes, THEMES) : row.theme(),
                changes.has("landing_path") ? chosen("landing_path", changes, LANDING_PATHS) : row.landingPath(),
                changes.has("notify") ? Profile.flag("notify", changes.get("notify")) : row.notifications(),
                changes.has("time_zone") ? zone(changes) : row.timeZone(),
                changes.has("send_key") ? needed("send_key", changes, SEND_KEYS) : row.sendKey(),
                changes.has("introduced") ? Profile.flag("introduced", changes.get("introduced")) : row.introduced())));
    }

    private PreferencesView view(PreferenceRow row) {
        return PreferencesView.of(row, settings.now().landingPath());
    }

    private static String needed(String field, ObjectNode changes, List<String> allowed) {
        return chosen(field, changes, allowed).orElseThrow(() -> noneOf(field, allowed));
    }

    private static Optional<String> chosen(String field, ObjectNode changes, List<String> allowed) {
        String text = Profile.text(field, changes.get(field));
        if (!text.isEmpty() && !allowed.contains(text)) {
            throw noneOf(field, allowed);
        }
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static Optional<String> zone(ObjectNode changes) {
        String text = Profile.text("time_zone", changes.get("time_zone"));
        if (!text.isEmpty() && !ZoneId.getAvailableZoneIds().contains(text)) {
            throw InvalidField.body("time_zone", "time_zone", "\"time_zone\" must be a zone such as Europe/Berlin.");
        }
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static InvalidField noneOf(String field, List<String> allowed) {
        return InvalidField.body(field, "enum", "\"" + field + "\" must be one of " + String.join(", ", allowed) + ".");
    }
}
