package io.sparkbot.llm.call;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.sparkbot.api.model.ModelMessage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Our messages as langchain4j's. Providers refuse a conversation in which a call has no result or a result no call, so calls left open by a
 * crash are closed with a word about it and stray results are left out.
 */
final class Conversation {

    private static final String NO_RESULT = "No result: the call was interrupted.";
    private static final String UNSEEN = "[A picture was sent here that you cannot see, because this model takes no pictures. Do not guess what it shows.]";

    private final List<ChatMessage> messages = new ArrayList<>();
    private final Map<UUID, String> open = new LinkedHashMap<>();
    private final boolean blind;

    private Conversation(boolean blind) {
        this.blind = blind;
    }

    /** @param blind whether the model takes no pictures: each is told of in words */
    static List<ChatMessage> of(List<ModelMessage> messages, boolean blind) {
        Conversation conversation = new Conversation(blind);
        messages.forEach(conversation::add);
        conversation.closeCalls();
        return conversation.messages;
    }

    private void add(ModelMessage message) {
        if (!(message instanceof ModelMessage.Result)) {
            closeCalls();
        }
        switch (message) {
            case ModelMessage.System(String text) when !text.isBlank() -> messages.add(SystemMessage.from(text));
            case ModelMessage.System(String text) -> {}
            case ModelMessage.User user -> add(user);
            case ModelMessage.Assistant assistant -> add(assistant);
            case ModelMessage.Result result -> {
                String tool = open.remove(result.callId());
                if (tool != null) {
                    messages.add(result(
                            result.callId(),
                            tool,
                            result.text().isBlank() ? "(no output)" : result.text(),
                            result.error()));
                }
            }
        }
    }

    private void add(ModelMessage.User user) {
        String text = user.text().isBlank() ? "(empty message)" : user.text();
        if (user.images().isEmpty() || blind) {
            messages.add(UserMessage.from(text + ("\n\n" + UNSEEN).repeat(user.images().size())));
            return;
        }
        List<Content> contents = new ArrayList<>();
        contents.add(TextContent.from(text));
        for (ModelMessage.Image image : user.images()) {
            String data = Base64.getEncoder().encodeToString(image.data());
            contents.add(ImageContent.from(data, image.mime(), ImageContent.DetailLevel.AUTO));
        }
        messages.add(UserMessage.from(contents));
    }

    private void add(ModelMessage.Assistant assistant) {
        if (assistant.calls().isEmpty()) {
            if (!assistant.text().isBlank()) {
                messages.add(AiMessage.from(assistant.text()));
            }
            return;
        }
        List<ToolExecutionRequest> requests = new ArrayList<>();
        for (ModelMessage.ToolWish wish : assistant.calls()) {
            open.put(wish.callId(), wish.tool());
            requests.add(ToolExecutionRequest.builder()
                    .id(wish.callId().toString())
                    .name(wish.tool())
                    .arguments(wish.argumentsJson())
                    .build());
        }
        AiMessage.Builder message = AiMessage.builder().toolExecutionRequests(requests);
        messages.add(
                assistant.text().isBlank()
                        ? message.build()
                        : message.text(assistant.text()).build());
    }

    private void closeCalls() {
        open.forEach((id, tool) -> messages.add(result(id, tool, NO_RESULT, true)));
        open.clear();
    }

    private static ToolExecutionResultMessage result(UUID id, String tool, String text, boolean error) {
        return ToolExecutionResultMessage.builder()
                .id(id.toString())
                .toolName(tool)
                .text(text)
                .isError(error)
                .build();
    }
}
