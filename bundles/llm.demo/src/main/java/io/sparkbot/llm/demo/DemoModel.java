package io.sparkbot.llm.demo;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the rules say, word by word, on the thread that asks. */
final class DemoModel implements StreamingChatModel {

    private static final Pattern WORD = Pattern.compile("\\S+\\s*|\\s+");

    private final Rules rules;
    private final Duration pause;

    DemoModel(Rules rules, Duration pause) {
        this.rules = rules;
        this.pause = pause;
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Talk talk = Talk.of(request);
        Handle handle = new Handle();
        try {
            switch (rules.reply(talk)) {
                case Reply.Says says -> {
                    if (stream(says.text(), handler, handle)) {
                        handler.onCompleteResponse(response(request, AiMessage.from(says.text()), FinishReason.STOP));
                    }
                }
                case Reply.Calls calls ->
                    handler.onCompleteResponse(response(
                            request, AiMessage.from(requests(calls.calls(), talk)), FinishReason.TOOL_EXECUTION));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            handler.onError(e);
        }
    }

    /** @return whether all of it was said */
    private boolean stream(String text, StreamingChatResponseHandler handler, Handle handle)
            throws InterruptedException {
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            handler.onPartialResponse(new PartialResponse(words.group()), new PartialResponseContext(handle));
            if (handle.isCancelled()) {
                return false;
            }
            Thread.sleep(pause);
        }
        return true;
    }

    private static List<ToolExecutionRequest> requests(List<Call> calls, Talk talk) {
        List<ToolExecutionRequest> requests = new ArrayList<>();
        for (Call call : calls) {
            requests.add(ToolExecutionRequest.builder()
                    .id("demo_" + requests.size())
                    .name(call.tool())
                    .arguments(talk.tool(call.tool()).orElseThrow().json(call.arguments()))
                    .build());
        }
        return requests;
    }

    private static ChatResponse response(ChatRequest request, AiMessage message, FinishReason reason) {
        int said = message.text() == null ? 0 : message.text().length();
        return ChatResponse.builder()
                .aiMessage(message)
                .finishReason(reason)
                .tokenUsage(new TokenUsage(request.messages().toString().length() / 4, said / 4))
                .build();
    }

    private static final class Handle implements StreamingHandle {

        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
