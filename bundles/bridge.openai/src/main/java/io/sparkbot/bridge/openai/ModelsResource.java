package io.sparkbot.bridge.openai;

import java.util.List;
import java.util.stream.Stream;

import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The models that other programs may name. */
@Component(service = ModelsResource.class)
@JakartarsResource
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {

    private final Services services;

    @Activate
    public ModelsResource(@Reference Services services) {
        this.services = services;
    }

    @GET
    @ApiDoc(value = "Models for other chat programs", details = "Also at /api/v1/v1/models. Those that can be used now, and \"sparkbot\" for the one you have chosen.")
    public ModelList list() {
        return new ModelList("list", all());
    }

    @GET
    @Path("{id: .+}")
    @ApiDoc(value = "One model for other chat programs", refusals = {"model_not_found"})
    public Model one(@PathParam("id") String id) {
        return all().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(404, "model_not_found", "There is no usable model \"" + id + "\"."));
    }

    private List<Model> all() {
        Stream<Model> configured = services.models().catalogue().stream().filter(ModelInfo::configured).map(model -> new Model(model.id(), "model", 0, model.provider()));
        return Stream.concat(Stream.of(new Model("sparkbot", "model", 0, "sparkbot")), configured).toList();
    }

    @ApiName("OpenAiModelList")
    record ModelList(String object, List<Model> data) {}

    /** @param created always 0: the catalogue knows no dates */
    @ApiName("OpenAiModel")
    record Model(String id, String object, long created, String ownedBy) {}
}
