package io.sparkbot.llm.choice;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.store.Database;
import io.sparkbot.llm.call.Calls;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The models as the rest of the house sees them. */
@Component(service = Models.class)
public final class ChosenModels implements Models {

    private final Catalogue catalogue;
    private final Choice choice;
    private final Calls calls;

    @Activate
    public ChosenModels(
            @Reference Catalogue catalogue,
            @Reference Choice choice,
            @Reference Providers providers,
            @Reference ModelHttp http,
            @Reference(target = "(schema=llm)") Database database) {
        this.catalogue = catalogue;
        this.choice = choice;
        this.calls = new Calls(providers, http, choice::limits, database::newId);
    }

    @Override
    public List<ModelInfo> catalogue() {
        return catalogue.models();
    }

    @Override
    public Optional<String> activeFor(UUID personId) {
        return choice.activeFor(personId);
    }

    @Override
    public ModelReply call(ModelRequest request, TokenListener listener, Cancellation cancellation)
            throws ModelFailure {
        return calls.call(request, listener, cancellation);
    }
}
