package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** Prints each answer as one line of JSON when it is whole: channel, chat, text and how to render it. */
final class ResponseScreen extends Screen {

    private final PrintWriter out;
    private final String chatId;
    private final StringBuilder text = new StringBuilder();
    private final ObjectNode metadata = JsonNodeFactory.instance.objectNode();

    ResponseScreen(PrintWriter out, PrintWriter err, String chatId) {
        super(out, err, false, false);
        this.out = out;
        this.chatId = chatId;
    }

    @Override
    void event(JsonNode event) {
        switch (event.path("type").asText()) {
            case "human_message" -> metadata.set("turn_id", event.path("turn_id"));
            case "done" -> {
                metadata.set("message_id", event.path("message_id"));
                metadata.put("should_reply", !event.path("silent").asBoolean());
            }
            default -> metadata.remove("message_id");
        }
    }

    @Override
    void token(String token) {
        text.append(token);
    }

    @Override
    void say(String said) {
        text.append(said);
        answerEnds();
    }

    @Override
    void answerEnds() {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("channel", "console").put("chat_id", chatId).put("text", text.toString());
        response.putObject("render").put("kind", "markdown").put("content", text.toString());
        response.set("metadata", metadata.deepCopy());
        out.println(response);
        out.flush();
        text.setLength(0);
        metadata.removeAll();
    }
}
