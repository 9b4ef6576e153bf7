package io.sparkbot.llm.web;

import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.llm.choice.Choice;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The caller's own model. */
@Component(service = ModelResource.class)
@JakartarsResource
@Path("/chat/model")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelResource {

    private final Models models;
    private final Choice choice;

    @Activate
    public ModelResource(@Reference Models models, @Reference Choice choice) {
        this.models = models;
        this.choice = choice;
    }

    /** @param model model id */
    @ApiName("ModelChoice")
    public record Wish(String model) {}

    @GET
    @ApiDoc("The caller's model")
    public ModelChoiceView active(@Context Person person) {
        return view(models.activeFor(person.id()).orElse(""));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(value = "Chooses the caller's model", refusals = "unknown_model")
    public ModelChoiceView choose(Wish wish, @Context Person person) {
        choice.choose(person.id(), wish.model().strip());
        return active(person);
    }

    private ModelChoiceView view(String model) {
        return models.catalogue().stream()
                .filter(known -> known.id().equals(model))
                .findFirst()
                .map(known -> view(known))
                .orElse(new ModelChoiceView(model, "", choice.ownerOf(model), true));
    }

    private static ModelChoiceView view(ModelInfo known) {
        return new ModelChoiceView(known.id(), known.description(), known.provider(), true);
    }
}
