package io.sparkbot.api.model;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.osgi.annotation.versioning.ProviderType;

/** The models there are, and the call to one. */
@ProviderType
public interface Models {

    List<ModelInfo> catalogue();

    /** The model a person's next message goes to; empty when none is set up yet. */
    Optional<String> activeFor(UUID personId);

    /**
     * Calls the model and blocks until the answer is complete; text arrives at the listener as the provider sends it, on the calling
     * thread. Retries only while nothing was passed on.
     *
     * @throws ModelFailure when there is no usable answer
     */
    ModelReply call(ModelRequest request, TokenListener listener, Cancellation cancellation) throws ModelFailure;

    /** Receives text as it comes. */
    @FunctionalInterface
    interface TokenListener {
        void token(String text);
    }
}
