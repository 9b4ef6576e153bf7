package io.sparkbot.web.utility;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import io.sparkbot.api.health.HealthCheck.Health;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The health page of administrators. */
@Component(service = SystemResource.class)
@JakartarsResource
@Path("/system")
@Produces(MediaType.APPLICATION_JSON)
public final class SystemResource {

    private final Checks checks;

    @Activate
    public SystemResource(@Reference Checks checks) {
        this.checks = checks;
    }

    @ApiName("HealthRow")
    public record Row(String name, @ApiField(oneOf = {"ok", "warn", "critical"}) String state, String detail, String remedy) {}

    public record SystemHealth(@ApiField(oneOf = {"ok", "warn", "critical"}) String status, List<Row> items, int count) {}

    @GET
    @Path("/health")
    @ApiDoc(value = "Every health check with its remedy", refusals = "not_admin")
    public SystemHealth health(@Context Person person) {
        if (!person.isAdmin()) {
            throw Problem.forbidden("not_admin", "Only an administrator sees the health of the system.");
        }
        List<Health> rows = checks.run();
        List<Row> items = rows.stream()
                .map(row -> new Row(row.name(), UtilityResource.word(row.state()), row.detail(), row.remedy()))
                .toList();
        return new SystemHealth(UtilityResource.word(Checks.worst(rows)), items, items.size());
    }
}
