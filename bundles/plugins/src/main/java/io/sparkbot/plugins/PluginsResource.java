package io.sparkbot.plugins;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.BodyLimit;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The plugins, for admins. An open privileged session will be asked for on every change once break-glass exists. */
@Component(service = PluginsResource.class)
@JakartarsResource
@Path("/plugins")
@Produces(MediaType.APPLICATION_JSON)
public final class PluginsResource {

    private static final String JAR = "application/java-archive";
    private static final long LARGEST_JAR = 500_000_000;

    private final Plugins plugins;

    @Activate
    public PluginsResource(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @GET
    @ApiDoc(value = "All plugins", refusals = "not_admin")
    public PluginView.Listing list(@Context Person person) {
        requireAdmin(person);
        List<PluginView> all = plugins.catalogue().all();
        return new PluginView.Listing(all, all.size());
    }

    @GET
    @Path("/{name}")
    @ApiDoc(value = "One plugin in full", refusals = {"not_admin", "not_found"})
    public PluginView.Detail detail(@PathParam("name") String name, @Context Person person) {
        requireAdmin(person);
        return plugins.catalogue().detail(name).orElseThrow(() -> Problem.notFound("There is no plugin " + name + "."));
    }

    @POST
    @Consumes({JAR, MediaType.APPLICATION_OCTET_STREAM})
    @BodyLimit(LARGEST_JAR)
    @ApiDoc(value = "Installs a plugin", details = "The jar lands in the skills folder under the name in X-File-Name. One that does not work is refused with the reason and leaves nothing.", refusals = {"not_admin", "too_large", "invalid"})
    public PluginView.Detail install(@ApiField(required = true) @HeaderParam("X-File-Name") @Nullable String fileName, InputStream jar, @Context Person person) throws IOException {
        requireAdmin(person);
        if (fileName == null) {
            throw new Problem(422, "invalid", "the header X-File-Name is missing: it names the jar in the skills folder, for example weather.jar");
        }
        return detail(plugins.changes().install(fileName, jar, person), person);
    }

    @POST
    @Path("/{name}/update")
    @Consumes({JAR, MediaType.APPLICATION_OCTET_STREAM})
    @BodyLimit(LARGEST_JAR)
    @ApiDoc(value = "Replaces a plugin by another version", refusals = {"not_admin", "not_found", "conflict", "invalid", "too_large"})
    public PluginView.Detail update(@PathParam("name") String name, InputStream jar, @Context Person person) throws IOException {
        requireAdmin(person);
        plugins.changes().update(name, jar, person);
        return detail(name, person);
    }

    @POST
    @Path("/{name}/rollback")
    @ApiDoc(value = "Goes back to the version before", refusals = {"not_admin", "not_found", "conflict", "invalid"})
    public PluginView.Detail rollBack(@PathParam("name") String name, @Context Person person) {
        requireAdmin(person);
        plugins.changes().rollBack(name, person);
        return detail(name, person);
    }

    @POST
    @Path("/{name}/start")
    @ApiDoc(value = "Starts a plugin", refusals = {"not_admin", "not_found", "conflict", "invalid"})
    public PluginView.Detail start(@PathParam("name") String name, @Context Person person) {
        requireAdmin(person);
        plugins.changes().start(name, person);
        return detail(name, person);
    }

    @POST
    @Path("/{name}/stop")
    @ApiDoc(value = "Stops a plugin", refusals = {"not_admin", "not_found", "conflict", "invalid"})
    public PluginView.Detail stop(@PathParam("name") String name, @Context Person person) {
        requireAdmin(person);
        plugins.changes().stop(name, person);
        return detail(name, person);
    }

    /** The plugin's data stays. */
    @DELETE
    @Path("/{name}")
    @ApiDoc(value = "Removes a plugin; its data stays", refusals = {"not_admin", "not_found", "conflict", "invalid"})
    public void remove(@PathParam("name") String name, @Context Person person) {
        requireAdmin(person);
        plugins.changes().remove(name, person);
    }

    private static void requireAdmin(Person person) {
        if (!person.isAdmin()) {
            throw Problem.forbidden("not_admin", "Only an admin may see and change plugins.");
        }
    }
}
