package io.sparkbot.llm.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conversation as the rules look at it.
 *
 * @param asked what the person said last, without a mention and without the full stop
 * @param done the calls made for it so far, with their results
 * @param said what the assistant said before, latest first
 * @param called what the assistant called before, latest first
 * @param tools what may be called now
 */
record Talk(String asked, List<Done> done, List<String> said, List<Call> called, Map<String, Offer> tools) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Talk of(ChatRequest request) {
        String asked = "";
        List<Done> done = new ArrayList<>();
        List<String> said = new ArrayList<>();
        List<Call> called = new ArrayList<>();
        Map<String, Call> open = new LinkedHashMap<>();
        for (ChatMessage message : request.messages()) {
            switch (message) {
                case UserMessage user -> {
                    asked = tidy(user.hasSingleText() ? user.singleText() : "");
                    done.clear();
                }
                case AiMessage assistant -> {
                    if (assistant.text() != null) {
                        said.addFirst(assistant.text());
                    }
                    for (ToolExecutionRequest wish : assistant.toolExecutionRequests()) {
                        Call call = new Call(wish.name(), arguments(wish.arguments()));
                        called.addFirst(call);
                        open.put(wish.id(), call);
                    }
                }
                case ToolExecutionResultMessage result -> {
                    Call call = open.remove(result.id());
                    if (call != null) {
                        done.add(new Done(call, result.text(), Boolean.TRUE.equals(result.isError())));
                    }
                }
                default -> {}
            }
        }
        Map<String, Offer> tools = new LinkedHashMap<>();
        for (ToolSpecification tool : request.toolSpecifications()) {
            tools.put(tool.name(), new Offer(tool));
        }
        return new Talk(asked, List.copyOf(done), List.copyOf(said), List.copyOf(called), tools);
    }

    Optional<Offer> tool(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** The call when its tool is there, otherwise a word about how to get it. */
    Reply call(Call... calls) {
        for (Call call : calls) {
            if (!tools.containsKey(call.tool())) {
                return Reply.says(Missing.tool(call.tool()));
            }
        }
        return new Reply.Calls(List.of(calls));
    }

    private static String tidy(String text) {
        return text.strip()
                .replaceFirst("^@[\\w-]+[,:]?\\s+", "")
                .replaceFirst("(?i)^(please|hey sparkbot|sparkbot)[,:]?\\s+", "")
                .replaceFirst("[\\s.!?]+$", "");
    }

    private static Map<String, Object> arguments(String json) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
                if (!entry.getValue().isNull()) {
                    arguments.put(
                            entry.getKey(),
                            entry.getValue().isTextual() ? entry.getValue().asText() : entry.getValue());
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the arguments of an earlier call are not JSON", e);
        }
        return arguments;
    }
}
