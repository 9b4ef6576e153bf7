package io.sparkbot.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.PublicRoute;
import io.sparkbot.web.Wire;
import io.sparkbot.web.rest.RestServlet;
import io.sparkbot.web.socket.Sockets;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The API document. Made again when a bundle with routes has come or gone. */
@Component(service = OpenApiResource.class)
@JakartarsResource
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {

    private final RestServlet routes;
    private final Sockets sockets;
    private final String version;
    private final ObjectMapper mapper = Wire.mapper();
    private volatile @Nullable Made made;

    private record Made(long generation, List<String> sockets, String json) {}

    @Activate
    public OpenApiResource(BundleContext context, @Reference RestServlet routes, @Reference Sockets sockets) {
        this.routes = routes;
        this.sockets = sockets;
        this.version = Optional.ofNullable(context.getProperty("sparkbot.version")).orElse(context.getBundle().getVersion().toString());
    }

    @GET
    @PublicRoute
    @ApiDoc(value = "This document", answer = Map.class)
    public Response document(@Context HttpHeaders headers) throws JsonProcessingException {
        String json = current();
        EntityTag tag = new EntityTag(Integer.toHexString(json.hashCode()) + "-" + json.length());
        String known = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        boolean unchanged = known != null && known.contains("\"" + tag.getValue() + "\"");
        return (unchanged ? Response.notModified() : Response.ok(json)).tag(tag).header("Cache-Control", "no-cache").build();
    }

    private String current() throws JsonProcessingException {
        long generation = routes.generation();
        List<String> templates = sockets.templates();
        Made last = made;
        if (last == null || last.generation() != generation || !last.sockets().equals(templates)) {
            String json = mapper.writeValueAsString(Document.of(routes.endpoints(), templates, mapper, version));
            last = new Made(generation, templates, json);
            made = last;
        }
        return last.json();
    }
}
