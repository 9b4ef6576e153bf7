package io.sparkbot.web.utility;

import io.sparkbot.api.health.HealthCheck.Health;
import io.sparkbot.api.health.HealthCheck.State;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.PublicRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Whether the server is alive, and whether it can work. */
@Component(service = UtilityResource.class)
@JakartarsResource
@Path("/utils")
@Produces(MediaType.APPLICATION_JSON)
public final class UtilityResource {

    private final Checks checks;

    @Activate
    public UtilityResource(@Reference Checks checks) {
        this.checks = checks;
    }

    /** What strangers may know of a check. */
    public record CheckState(String name, @ApiField(oneOf = {"ok", "warn", "critical"}) String state) {}

    public record Readiness(@ApiField(oneOf = {"ok", "warn", "critical"}) String status, List<CheckState> checks) {}

    @GET
    @Path("/health-check/")
    @PublicRoute
    @ApiDoc("Liveness: true as long as the server answers, whatever else is wrong")
    public boolean healthCheck() {
        return true;
    }

    @GET
    @Path("/ready")
    @PublicRoute
    @ApiDoc(value = "Readiness: 503 while a check is critical, for example without a database", answer = Readiness.class, statuses = 503)
    public Response ready() {
        List<Health> rows = checks.run();
        State worst = Checks.worst(rows);
        Readiness body = new Readiness(word(worst), rows.stream().map(row -> new CheckState(row.name(), word(row.state()))).toList());
        return Response.status(worst == State.CRITICAL ? 503 : 200).entity(body).build();
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
