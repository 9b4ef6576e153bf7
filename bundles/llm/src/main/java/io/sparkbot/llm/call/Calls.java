package io.sparkbot.llm.call;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelFailure.Kind;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.model.Models.TokenListener;
import io.sparkbot.llm.Access;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.http.CallStop;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Lease;
import io.sparkbot.llm.provider.Providers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Calls models: finds the provider, holds it for the call, and has the call made. */
public final class Calls {

    /** The first pause before another attempt is between half a second and a second. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Providers providers;
    private final ModelHttp http;
    private final Supplier<Limits> limits;
    private final Supplier<UUID> ids;
    private final Retry retry;

    public Calls(Providers providers, ModelHttp http, Supplier<Limits> limits, Supplier<UUID> ids) {
        this(providers, http, limits, ids, new Retry(PAUSE, RandomGenerator.getDefault()));
    }

    Calls(Providers providers, ModelHttp http, Supplier<Limits> limits, Supplier<UUID> ids, Retry retry) {
        this.providers = providers;
        this.http = http;
        this.limits = limits;
        this.ids = ids;
        this.retry = retry;
    }

    /** As {@link io.sparkbot.api.model.Models#call}. */
    public ModelReply call(ModelRequest request, TokenListener listener, Cancellation cancellation)
            throws ModelFailure {
        CallStop stop = new CallStop();
        try (Cancellation.Registration cancelling = cancellation.onCancel(() -> stop.stop(CallStop.Cause.CANCELLED));
                Lease lease = lease(request.model(), stop)) {
            ready(lease);
            return new ModelCall(lease, Credentials.SAVED, stop, request, http, limits.get(), retry, ids).run(listener);
        }
    }

    /** Asks a model for one word, with credentials that need not be saved. Tries once. */
    public void probe(String model, Credentials credentials) throws ModelFailure {
        CallStop stop = new CallStop();
        ModelRequest request =
                new ModelRequest(model, List.of(new ModelMessage.User("Say: ok")), List.of(), Optional.of(16));
        try (Lease lease = lease(model, stop)) {
            new ModelCall(lease, credentials, stop, request, http, Limits.SHORT, Retry.NEVER, ids).run(token -> {});
        }
    }

    private Lease lease(String model, CallStop stop) throws ModelFailure {
        if (model.isBlank()) {
            throw new ModelFailure(Kind.NOT_CONFIGURED, "No model is set up yet. Choose one in Settings → Models.");
        }
        try {
            Optional<Lease> lease = providers.lease(model, stop);
            if (lease.isEmpty()) {
                throw stop.isStopped()
                        ? new ModelFailure(Kind.CANCELLED, "Stopped.")
                        : new ModelFailure(
                                Kind.MODEL_UNKNOWN,
                                "No installed provider offers the model " + model
                                        + ". Choose another one in Settings → Models.");
            }
            return lease.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelFailure(Kind.CANCELLED, "Stopped.");
        }
    }

    private static void ready(Lease lease) throws ModelFailure {
        Access access = lease.provider().access();
        if (!access.ready()) {
            throw new ModelFailure(
                    Kind.NOT_CONFIGURED,
                    lease.provider().label() + " is not set up: " + access.missing()
                            + " is missing. Add it in Settings → Models.");
        }
    }
}
