package io.sparkbot.llm.web;

import io.sparkbot.api.web.ApiDoc;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Whether an Ollama runs here. Asked live, for at most three seconds; no answer is an answer. */
@Component(service = OllamaResource.class)
@JakartarsResource
@Path("/chat/ollama")
@Produces(MediaType.APPLICATION_JSON)
public final class OllamaResource {

    private final ModelSetup setup;

    @Activate
    public OllamaResource(@Reference ModelSetup setup) {
        this.setup = setup;
    }

    @GET
    @Path("status")
    @ApiDoc("Whether an Ollama runs here")
    public OllamaStatusView status() {
        return setup.ollama();
    }
}
