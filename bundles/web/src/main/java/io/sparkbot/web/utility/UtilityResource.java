package io.sparkbot.web.utility;

import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.PublicRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Whether the server is alive. */
@Component(service = UtilityResource.class)
@JakartarsResource
@Path("/utils")
@Produces(MediaType.APPLICATION_JSON)
public final class UtilityResource {

    @GET
    @Path("/health-check/")
    @PublicRoute
    @ApiDoc("Liveness: true as long as the server answers, whatever else is wrong")
    public boolean healthCheck() {
        return true;
    }
}
