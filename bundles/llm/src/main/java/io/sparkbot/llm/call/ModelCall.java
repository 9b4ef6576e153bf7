package io.sparkbot.llm.call;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelFailure.Kind;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelMessage.ToolWish;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.model.Models.TokenListener;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.ModelConfig;
import io.sparkbot.llm.http.CallHttp;
import io.sparkbot.llm.http.CallStop;
import io.sparkbot.llm.http.HttpFailure;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call to one model: attempts until there is an answer, text was passed on, or trying again is of no use. */
final class ModelCall {

    private static final Logger LOG = LoggerFactory.getLogger("io.sparkbot.llm");

    private final Lease lease;
    private final Credentials credentials;
    private final CallStop stop;
    private final ModelRequest request;
    private final ModelHttp http;
    private final Limits limits;
    private final Retry retry;
    private final Supplier<UUID> ids;
    private final Failures failures;
    private List<ChatMessage> messages;
    private List<ToolSpecification> tools;
    private final boolean pictures;
    private boolean blind;
    private boolean emptyBefore;

    ModelCall(
            Lease lease,
            Credentials credentials,
            CallStop stop,
            ModelRequest request,
            ModelHttp http,
            Limits limits,
            Retry retry,
            Supplier<UUID> ids) {
        this.lease = lease;
        this.credentials = credentials;
        this.stop = stop;
        this.request = request;
        this.http = http;
        this.limits = limits;
        this.retry = retry;
        this.ids = ids;
        this.failures = new Failures(lease.provider(), request.model(), limits);
        this.pictures = request.messages().stream()
                .anyMatch(message -> message instanceof ModelMessage.User user && !user.images().isEmpty());
        this.blind = pictures && !lease.provider().mayTakeImages(lease.model());
        this.messages = Conversation.of(request.messages(), blind);
        this.tools = request.tools().stream().map(ToolSchemas::specification).toList();
    }

    ModelReply run(TokenListener listener) throws ModelFailure {
        try {
            for (int attempt = 1; ; attempt++) {
                CallStop part = new CallStop();
                Answer answer = new Answer(listener, part);
                Optional<ChatResponse> response;
                try (CallStop.Hook link = stop.passTo(part)) {
                    response = attempt(answer, part);
                }
                Optional<Failure> failure =
                        response.isPresent() ? fault(response.get(), answer) : Optional.of(failure(answer, attempt));
                if (failure.isEmpty()) {
                    return reply(response.orElseThrow(), answer);
                }
                Optional<Duration> pause = answer.passedOn() ? Optional.empty() : retry.pause(failure.get(), attempt);
                if (pause.isEmpty()) {
                    throw failure.get().toException();
                }
                Retry.sleep(pause.get(), stop);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.of(e).toException();
        }
    }

    private Optional<ChatResponse> attempt(Answer answer, CallStop part) throws InterruptedException {
        CallHttp client = http.forCall(part, limits);
        ModelConfig config = new ModelConfig(lease.model(), request.maxOutputTokens(), credentials);
        try {
            if (!part.isStopped()) {
                lease.provider().streaming(config, client).chat(chatRequest(), answer);
                if (!client.used()) {
                    answer.await(limits.silence());
                }
            }
        } catch (RuntimeException
                | LinkageError e) { // LinkageError: the provider's bundle went before its classes were loaded
            answer.onError(e);
        }
        Optional<ChatResponse> response = answer.response();
        response.ifPresent(whole -> answer.completeFrom(whole.aiMessage().text()));
        return response;
    }

    private ChatRequest chatRequest() {
        ChatRequest.Builder builder = ChatRequest.builder().messages(messages);
        return tools.isEmpty()
                ? builder.build()
                : builder.toolSpecifications(tools).build();
    }

    /** What is wrong with a complete answer; empty when nothing is. */
    private Optional<Failure> fault(ChatResponse response, Answer answer) {
        FinishReason reason = response.finishReason();
        if (reason == null) {
            return Optional.of(failures.of(new Answer.Truncated()));
        }
        if (!answer.text().isBlank() || !requests(response).isEmpty()) {
            return Optional.empty();
        }
        if (reason == FinishReason.CONTENT_FILTER) {
            return Optional.of(failures.withheld());
        }
        Failure empty = failures.empty(reason == FinishReason.LENGTH);
        boolean again = !emptyBefore;
        emptyBefore = true;
        return Optional.of(again ? empty : Failure.last(empty.kind(), empty.advice()));
    }

    private Failure failure(Answer answer, int attempt) {
        Throwable thrown = answer.error();
        Failure failure = failures.of(thrown);
        if (failure.kind() != Kind.CANCELLED) {
            log(failure, thrown, attempt);
        }
        if (refusesTools(thrown)) {
            tools = List.of();
            return Failure.passing(failure.kind(), failure.advice());
        }
        if (pictures && !blind && Refusals.ofImages(thrown)) {
            blind = true;
            messages = Conversation.of(request.messages(), true);
            return Failure.passing(failure.kind(), failure.advice());
        }
        return failure;
    }

    /** Small local models refuse a request with tools; they get it once more without. */
    private boolean refusesTools(Throwable thrown) {
        return !tools.isEmpty() && Refusals.ofTools(thrown);
    }

    private ModelReply reply(ChatResponse response, Answer answer) {
        List<ToolWish> wishes = new ArrayList<>();
        requests(response).forEach(wish -> wishes.add(Arguments.wish(ids.get(), wish)));
        TokenUsage usage = response.tokenUsage();
        return new ModelReply(
                answer.text(),
                wishes,
                usage == null ? 0 : count(usage.inputTokenCount()),
                usage == null ? 0 : count(usage.outputTokenCount()),
                blind);
    }

    private static List<ToolExecutionRequest> requests(ChatResponse response) {
        List<ToolExecutionRequest> requests = response.aiMessage().toolExecutionRequests();
        return requests == null ? List.of() : requests;
    }

    private static long count(Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    private void log(Failure failure, Throwable thrown, int attempt) {
        String provider = lease.provider().id();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof HttpFailure answer) {
                LOG.warn(
                        "model call failed: provider={} model={} attempt={} kind={} status={} code={} request={} said=\"{}\"",
                        provider,
                        lease.model(),
                        attempt,
                        failure.kind(),
                        answer.statusCode(),
                        answer.code(),
                        answer.requestId(),
                        answer.said());
                return;
            }
        }
        LOG.warn(
                "model call failed: provider={} model={} attempt={} kind={} cause={}",
                provider,
                lease.model(),
                attempt,
                failure.kind(),
                cause(thrown));
    }

    /** Class names only: messages of foreign exceptions may hold anything. */
    private static String cause(Throwable thrown) {
        StringBuilder names = new StringBuilder(thrown.getClass().getName());
        for (Throwable t = thrown.getCause(); t != null; t = t.getCause()) {
            names.append(" < ").append(t.getClass().getName());
        }
        return names.toString();
    }
}
