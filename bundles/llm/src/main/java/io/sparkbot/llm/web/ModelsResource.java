package io.sparkbot.llm.web;

import io.sparkbot.api.model.Models;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.Problem;
import io.sparkbot.llm.choice.Servers;
import io.sparkbot.llm.provider.Providers;
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

/** The models there are, and their set-up by an operator. */
@Component(service = ModelsResource.class)
@JakartarsResource
@Path("/chat/models")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {

    private final Models models;
    private final Providers providers;
    private final Servers servers;
    private final ModelSetup setup;
    private final LiveTest tests;
    private final People people;

    @Activate
    public ModelsResource(
            @Reference Models models,
            @Reference Providers providers,
            @Reference Servers servers,
            @Reference ModelSetup setup,
            @Reference LiveTest tests,
            @Reference People people) {
        this.models = models;
        this.providers = providers;
        this.servers = servers;
        this.setup = setup;
        this.tests = tests;
        this.people = people;
    }

    @GET
    @ApiDoc("The models there are")
    public ModelsView list(@Context Person person) {
        servers.freshen(providers.all());
        return ModelsView.of(models.catalogue(), models.activeFor(person.id()).orElse(""));
    }

    @GET
    @Path("config")
    @ApiDoc(value = "How the models are set up", refusals = "not_operator")
    public ModelConfigView config(@Context Person person) {
        operator(person);
        return setup.view(person);
    }

    @POST
    @Path("config")
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(value = "Sets up the models", details = "Whatever is absent or empty stays as it is.", refusals = {"bad_request", "unknown_model", "nothing_to_change", "not_operator", "conflict", "invalid"})
    public ModelConfigView change(ModelConfigChange change, @Context Person person) {
        operator(person);
        return setup.change(change, person);
    }

    /** Stores nothing. */
    @POST
    @Path("test")
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(value = "Tries a key and an address on the provider itself", refusals = {"bad_request", "not_operator", "invalid"})
    public LiveTest.Outcome test(LiveTest.Question question, @Context Person person) {
        operator(person);
        return tests.run(question);
    }

    private void operator(Person person) {
        if (!people.isOperator(person)) {
            throw Problem.forbidden("not_operator", "Only an operator sets up models.");
        }
    }
}
