package io.sparkbot.llm.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelMessage.ToolWish;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private final ToolWish first = new ToolWish(new UUID(0, 1), "calculate", "{}", "");
    private final ToolWish second = new ToolWish(new UUID(0, 2), "get_weather", "{}", "");

    @Test
    void a_call_left_open_by_a_crash_is_closed_before_the_next_message() {
        List<ChatMessage> messages = Conversation.of(List.of(
                new ModelMessage.User("hi"),
                new ModelMessage.Assistant("", List.of(first, second)),
                new ModelMessage.Result(second.callId(), "get_weather", "sun", false),
                new ModelMessage.User("go on")), false);

        assertEquals(
                "sun",
                assertInstanceOf(ToolExecutionResultMessage.class, messages.get(2))
                        .text());
        ToolExecutionResultMessage closed = assertInstanceOf(ToolExecutionResultMessage.class, messages.get(3));
        assertEquals(first.callId().toString(), closed.id());
        assertEquals("No result: the call was interrupted.", closed.text());
        assertInstanceOf(UserMessage.class, messages.get(4));
    }

    @Test
    void a_result_without_a_call_and_empty_messages_do_not_reach_the_provider() {
        List<ChatMessage> messages = Conversation.of(List.of(
                new ModelMessage.System(" "),
                new ModelMessage.Result(first.callId(), "calculate", "4", false),
                new ModelMessage.Assistant("", List.of()),
                new ModelMessage.User("")), false);

        assertEquals(1, messages.size());
        assertEquals(
                "(empty message)",
                assertInstanceOf(UserMessage.class, messages.getFirst()).singleText());
    }

    @Test
    void a_result_without_text_says_so() {
        List<ChatMessage> messages = Conversation.of(List.of(
                new ModelMessage.Assistant("Well.", List.of(first)),
                new ModelMessage.Result(first.callId(), "calculate", "", false)), false);

        assertEquals(
                "Well.", assertInstanceOf(AiMessage.class, messages.getFirst()).text());
        assertEquals(
                "(no output)",
                assertInstanceOf(ToolExecutionResultMessage.class, messages.get(1))
                        .text());
    }

    @Test
    void a_picture_is_shown_beside_its_words_and_told_of_where_nobody_sees_it() {
        List<ModelMessage> said = List.of(new ModelMessage.User("What is it?", List.of(new ModelMessage.Image("image/png", new byte[] {1, 2}))));

        UserMessage seen = assertInstanceOf(UserMessage.class, Conversation.of(said, false).getFirst());
        assertEquals("What is it?", assertInstanceOf(TextContent.class, seen.contents().get(0)).text());
        ImageContent image = assertInstanceOf(ImageContent.class, seen.contents().get(1));
        assertEquals("image/png", image.image().mimeType());
        assertEquals("AQI=", image.image().base64Data());

        String told = assertInstanceOf(UserMessage.class, Conversation.of(said, true).getFirst()).singleText();
        assertTrue(told.startsWith("What is it?") && told.contains("takes no pictures"), told);
    }
}
