package io.sparkbot.bridge.openai;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import org.jspecify.annotations.Nullable;

/** The forms of OpenAI's chat completions as the API document tells them: what is taken of a request, and what is answered. */
final class Forms {

    private Forms() {}

    /** @param toolChoice {@code none} keeps the functions from being called */
    @ApiName("OpenAiRequest")
    record Request(
            String model,
            @ApiField(min = 1, max = 2000) List<Said> messages,
            Optional<List<Function>> tools,
            @Nullable JsonNode toolChoice,
            Optional<Boolean> stream,
            Optional<StreamOptions> streamOptions,
            @ApiField(min = 1) Optional<Integer> maxTokens,
            @ApiField(min = 1) Optional<Integer> maxCompletionTokens,
            @ApiField(min = 1, max = 1) Optional<Integer> n,
            Optional<ResponseFormat> responseFormat) {}

    /** @param content text, or a list of parts of type text */
    @ApiName("OpenAiMessage")
    record Said(
            @ApiField(oneOf = {"system", "developer", "user", "assistant", "tool"}) String role,
            @Nullable JsonNode content,
            Optional<List<Call>> toolCalls,
            Optional<String> toolCallId) {}

    @ApiName("OpenAiFunction")
    record Function(@ApiField(oneOf = "function") String type, FunctionFacts function) {}

    @ApiName("OpenAiFunctionFacts")
    record FunctionFacts(@ApiField(min = 1) String name, Optional<String> description, @Nullable JsonNode parameters) {}

    @ApiName("OpenAiStreamOptions")
    record StreamOptions(Optional<Boolean> includeUsage) {}

    @ApiName("OpenAiResponseFormat")
    record ResponseFormat(@ApiField(oneOf = "text") String type) {}

    @ApiName("OpenAiCompletion")
    record Completion(String id, @ApiField(oneOf = "chat.completion") String object, long created, String model, List<Choice> choices, Usage usage) {}

    @ApiName("OpenAiChoice")
    record Choice(int index, Answer message, @Nullable JsonNode logprobs, String finishReason) {}

    @ApiName("OpenAiAnswer")
    record Answer(
            @ApiField(oneOf = "assistant") String role,
            @Nullable String content,
            @Nullable JsonNode refusal,
            @ApiField(leftOut = true) Optional<List<Call>> toolCalls) {}

    /** @param index in streams only */
    @ApiName("OpenAiCall")
    record Call(@ApiField(leftOut = true) Optional<Integer> index, String id, @ApiField(oneOf = "function") String type, Called function) {}

    @ApiName("OpenAiCalled")
    record Called(String name, String arguments) {}

    @ApiName("OpenAiUsage")
    record Usage(long promptTokens, long completionTokens, long totalTokens) {}

    /** After the last one comes the line {@code data: [DONE]}. */
    @ApiName("OpenAiStreamed")
    sealed interface Streamed {}

    @ApiName("OpenAiChunk")
    record Chunk(
            String id,
            @ApiField(oneOf = "chat.completion.chunk") String object,
            long created,
            String model,
            List<ChunkChoice> choices,
            @ApiField(leftOut = true) Optional<Usage> usage)
            implements Streamed {}

    @ApiName("OpenAiChunkChoice")
    record ChunkChoice(int index, Delta delta, @Nullable JsonNode logprobs, @Nullable String finishReason) {}

    @ApiName("OpenAiDelta")
    record Delta(
            @ApiField(leftOut = true) Optional<String> role,
            @ApiField(leftOut = true) Optional<String> content,
            @ApiField(leftOut = true) Optional<List<Call>> toolCalls) {}

    @ApiName("OpenAiFailure")
    record Failure(Error error) implements Streamed {}

    @ApiName("OpenAiError")
    record Error(String message, String type, @Nullable String param, String code) {}
}
