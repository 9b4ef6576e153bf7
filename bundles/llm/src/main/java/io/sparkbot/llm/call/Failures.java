package io.sparkbot.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sparkbot.api.model.ModelFailure.Kind;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.http.CallStop;
import io.sparkbot.llm.http.CallStopped;
import io.sparkbot.llm.http.HttpFailure;
import io.sparkbot.llm.http.Limits;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Turns whatever a call threw into a kind and a sentence that says what to do. */
final class Failures {

    private static final String SETTINGS = "Settings → Models";

    private final String provider;
    private final String model;
    private final Optional<String> baseUrl;
    private final Limits limits;

    Failures(LlmProvider provider, String model, Limits limits) {
        this.provider = provider.label();
        this.model = model;
        this.baseUrl = provider.access().baseUrl();
        this.limits = limits;
    }

    Failure of(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            switch (t) {
                case CallStopped stopped -> {
                    return stopped(stopped.why());
                }
                case HttpFailure http -> {
                    return status(http);
                }
                case InterruptedException interrupted -> {
                    return stopped(CallStop.Cause.CANCELLED);
                }
                case Answer.Truncated truncated -> {
                    return Failure.passing(
                            Kind.TRUNCATED,
                            "The answer of " + provider + " broke off before its end. Send the message again.");
                }
                default -> {}
            }
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof IOException io && !(t instanceof JsonProcessingException)) {
                return network(io);
            }
        }
        return unreadable();
    }

    private Failure unreadable() {
        return Failure.last(Kind.UPSTREAM, provider + " sent an answer that cannot be read. The log says more.");
    }

    /** The answer was complete and there was nothing in it. */
    Failure empty(boolean cutByLimit) {
        return cutByLimit
                ? Failure.last(
                        Kind.EMPTY,
                        model
                                + " used up its output limit before it said anything. Choose another model or a higher limit.")
                : Failure.passing(
                        Kind.EMPTY,
                        model
                                + " gave an empty answer, twice. Put the question in other words or choose another model.");
    }

    Failure withheld() {
        return Failure.last(
                Kind.UPSTREAM, provider + " withheld the answer (content filter). Put the question in other words.");
    }

    private Failure stopped(CallStop.Cause cause) {
        return switch (cause) {
            case CANCELLED -> Failure.last(Kind.CANCELLED, "Stopped.");
            case PROVIDER_GONE ->
                Failure.last(
                        Kind.UPSTREAM, provider + " was removed or updated while it answered. Send the message again.");
            case NO_ANSWER ->
                Failure.last(
                        Kind.TIMEOUT,
                        provider + " did not begin to answer within " + seconds(limits.answer())
                                + ". Try again later or choose another model.");
            case SILENCE ->
                Failure.last(
                        Kind.TIMEOUT,
                        provider + " fell silent: no data for " + seconds(limits.silence())
                                + ". Send the message again.");
            case SPOILT -> unreadable();
            case TOO_LARGE ->
                Failure.last(
                        Kind.UPSTREAM,
                        "The answer of " + provider + " is longer than " + (limits.size() >> 20)
                                + " MiB and was cut off.");
        };
    }

    private Failure status(HttpFailure http) {
        String words = (http.code() + ' ' + http.said()).toLowerCase(Locale.ROOT);
        int status = http.statusCode();
        if (words.contains("insufficient_quota") || words.contains("exceeded your current quota") || status == 402) {
            return Failure.last(
                    Kind.QUOTA,
                    "The account at " + provider
                            + " has no credit left or reached its spending limit. Top it up there, or choose another model.");
        }
        if (status == 413
                || words.contains("context_length")
                || words.contains("context length")
                || words.contains("context window")
                || words.contains("prompt is too long")
                || words.contains("too many tokens")) {
            return Failure.last(
                    Kind.CONTEXT_TOO_LONG,
                    "The conversation is too long for " + model
                            + ". Start a new room or choose a model with a larger window.");
        }
        return switch (status) {
            case 401, 403 ->
                Failure.last(Kind.CREDENTIALS, provider + " refused the key. Check it in " + SETTINGS + ".");
            case 404 ->
                Failure.last(
                        Kind.MODEL_UNKNOWN,
                        provider + " does not know the model " + model + at() + ". Choose another one in " + SETTINGS
                                + ", or check the base URL (it usually ends in /v1).");
            case 408 -> Failure.last(Kind.TIMEOUT, provider + " timed out (408). Send the message again.");
            case 429 ->
                new Failure(
                        Kind.RATE_LIMITED,
                        provider + " asks to slow down (429)" + wait(http) + ".",
                        true,
                        http.retryAfter());
            default ->
                status >= 500
                        ? new Failure(
                                Kind.UPSTREAM,
                                provider + " has a problem of its own (" + status
                                        + "). Try again later or choose another model.",
                                true,
                                http.retryAfter())
                        : Failure.last(
                                Kind.UPSTREAM, provider + " refused the request (" + status + "). The log says more.");
        };
    }

    private static String wait(HttpFailure http) {
        return http.retryAfter().map(d -> ": try again in " + seconds(d)).orElse(": try again in a moment");
    }

    private Failure network(IOException e) {
        String text = switch (e) {
            case UnknownHostException unknown ->
                "The address of " + provider + at() + " is unknown. Check the base URL in " + SETTINGS
                        + " and the network.";
            case HttpConnectTimeoutException slow ->
                provider + at() + " cannot be reached: no connection within 10 s. Check the network.";
            case ConnectException refused ->
                provider + at() + " cannot be reached: nothing answers there. Check the base URL in " + SETTINGS
                        + " and that the server runs.";
            case SSLException tls ->
                "No secure connection to " + provider + at() + ". Check the certificate and the base URL.";
            default -> "The connection to " + provider + at() + " broke. Send the message again.";
        };
        return Failure.passing(Kind.NETWORK, text);
    }

    private String at() {
        return baseUrl.map(url -> " (" + url + ")").orElse("");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
