package io.sparkbot.llm.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import io.sparkbot.llm.BaseUrl;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.call.Calls;
import io.sparkbot.llm.http.CallStop;
import io.sparkbot.llm.http.CallStopped;
import io.sparkbot.llm.http.HttpFailure;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a key and an address on the provider itself, before anything is saved. Bounded in time and size; follows no redirect. */
@Component(service = LiveTest.class)
public final class LiveTest {

    private static final Logger LOG = LoggerFactory.getLogger("io.sparkbot.llm");

    private final Providers providers;
    private final ModelHttp http;
    private final Calls calls;

    @Activate
    public LiveTest(@Reference Providers providers, @Reference ModelHttp http) {
        this.providers = providers;
        this.http = http;
        this.calls = new Calls(providers, http, () -> Limits.SHORT, UUID::randomUUID);
    }

    /**
     * What to try; absent parts are taken from the settings.
     *
     * @param apiKey secret
     * @param model tried with one word when the provider does not list its models
     */
    @ApiName("ModelTest")
    public record Question(String provider, Optional<String> apiKey, Optional<String> baseUrl, Optional<String> model) {

        @Override
        public String toString() {
            return "Question[provider=" + provider + "]";
        }
    }

    /**
     * How it went.
     *
     * @param models ids to choose from
     * @param code {@code credentials_wrong}, {@code unreachable}, {@code timeout} or {@code upstream_failed} when not ok
     * @param detail for people, when not ok
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @ApiName("ModelTestOutcome")
    public record Outcome(
            boolean ok,
            Optional<List<String>> models,
            Optional<Long> latencyMs,
            @ApiField(oneOf = {"credentials_wrong", "unreachable", "timeout", "upstream_failed"}) Optional<String> code,
            Optional<String> detail) {

        static Outcome good(List<String> models, long nanos) {
            return new Outcome(
                    true, Optional.of(models), Optional.of(nanos / 1_000_000), Optional.empty(), Optional.empty());
        }

        static Outcome bad(String code, String detail) {
            return new Outcome(false, Optional.empty(), Optional.empty(), Optional.of(code), Optional.of(detail));
        }
    }

    /** @throws Problem 400 for an unknown provider, 422 for a bad address */
    public Outcome run(Question question) {
        LlmProvider provider = providers
                .find(question.provider())
                .orElseThrow(() ->
                        Problem.badRequest("bad_request", "No provider \"" + question.provider() + "\" is installed."));
        Credentials credentials = new Credentials(
                filled(question.apiKey()), filled(question.baseUrl()).map(LiveTest::address));
        long start = System.nanoTime();
        try {
            List<String> models = provider.list(credentials, http.forCall(new CallStop(), Limits.SHORT));
            return Outcome.good(models, System.nanoTime() - start);
        } catch (HttpFailure refused) {
            LOG.info("live test of {} answered {}: {}", provider.id(), refused.statusCode(), refused.said());
            boolean lists = refused.statusCode() != 404 && refused.statusCode() != 405;
            Optional<String> model = filled(question.model()).filter(id -> !lists);
            return model.isPresent() ? probe(model.get(), credentials, start) : refused(provider, refused);
        } catch (UncheckedIOException broken) {
            return broken(provider, credentials, broken.getCause());
        } catch (IllegalStateException | IllegalArgumentException wrong) {
            return Outcome.bad("upstream_failed", String.valueOf(wrong.getMessage()));
        }
    }

    private Outcome probe(String model, Credentials credentials, long start) {
        try {
            calls.probe(model, credentials);
            return Outcome.good(List.of(model), System.nanoTime() - start);
        } catch (ModelFailure failure) {
            String code = switch (failure.kind()) {
                case CREDENTIALS -> "credentials_wrong";
                case NETWORK -> "unreachable";
                case TIMEOUT -> "timeout";
                default -> "upstream_failed";
            };
            return Outcome.bad(code, failure.advice());
        }
    }

    private static Outcome refused(LlmProvider provider, HttpFailure refused) {
        return switch (refused.statusCode()) {
            case 401, 403 -> Outcome.bad("credentials_wrong", provider.label() + " refused the key.");
            case 404, 405 ->
                Outcome.bad(
                        "upstream_failed",
                        "There is a server, but it does not list models at this address. Base URLs of OpenAI-compatible servers usually end in /v1.");
            case 429 ->
                Outcome.bad("upstream_failed", provider.label() + " asks to slow down (429). Try again in a moment.");
            default ->
                Outcome.bad(
                        "upstream_failed",
                        provider.label() + " answered with an error (" + refused.statusCode() + ").");
        };
    }

    private static Outcome broken(LlmProvider provider, Credentials credentials, @Nullable IOException cause) {
        String where = credentials
                .baseUrl()
                .map(BaseUrl::value)
                .or(() -> provider.access().baseUrl())
                .orElse(provider.label());
        return cause instanceof CallStopped stopped && stopped.why() == CallStop.Cause.NO_ANSWER
                ? Outcome.bad(
                        "timeout",
                        where + " did not answer within "
                                + Limits.SHORT.answer().toSeconds() + " s.")
                : Outcome.bad(
                        "unreachable", "Nothing answers at " + where + ". Check the address and that the server runs.");
    }

    private static Optional<String> filled(Optional<String> value) {
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }

    private static BaseUrl address(String text) {
        try {
            return new BaseUrl(text);
        } catch (IllegalArgumentException wrong) {
            throw InvalidField.body("base_url", "bad_address", String.valueOf(wrong.getMessage()));
        }
    }
}
