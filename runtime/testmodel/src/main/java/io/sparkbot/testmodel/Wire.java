package io.sparkbot.testmodel;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The JSON of chat completions, as text put together: the hot path makes one string per token. */
final class Wire {

    private final String head;

    Wire(String model, long number) {
        this.head = "{\"id\":\"chatcmpl-" + number
                + "\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":" + quote(model);
    }

    byte[] content(String text) {
        return delta("{\"content\":" + quote(text) + "}", "null");
    }

    byte[] role() {
        return delta("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    }

    byte[] thought(String text) {
        return delta("{\"reasoning_content\":" + quote(text) + "}", "null");
    }

    byte[] callHead(int index, String id, String tool) {
        return delta(
                "{\"tool_calls\":[{\"index\":" + index + ",\"id\":" + quote(id)
                        + ",\"type\":\"function\",\"function\":{\"name\":" + quote(tool) + ",\"arguments\":\"\"}}]}",
                "null");
    }

    byte[] callPart(int index, String arguments) {
        return delta(
                "{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":" + quote(arguments) + "}}]}",
                "null");
    }

    byte[] finish(String reason) {
        return delta("{}", quote(reason));
    }

    byte[] usage(int input, int output) {
        return event(head + ",\"choices\":[],\"usage\":" + usageJson(input, output) + "}");
    }

    byte[] done() {
        return event("[DONE]");
    }

    byte[] inBand(String message) {
        return event("{\"error\":{\"message\":" + quote(message) + ",\"type\":\"server_error\",\"code\":502}}");
    }

    byte[] garbage() {
        return event("<html>this is no JSON</html>");
    }

    /** The whole answer without streaming. */
    String whole(String text, List<Act.Wanted> calls, String reason, int input, int output) {
        StringBuilder tools = new StringBuilder();
        for (int i = 0; i < calls.size(); i++) {
            tools.append(i == 0 ? ",\"tool_calls\":[" : ",")
                    .append("{\"id\":\"call_")
                    .append(i)
                    .append("\",\"type\":\"function\",\"function\":{\"name\":")
                    .append(quote(calls.get(i).tool()))
                    .append(",\"arguments\":")
                    .append(quote(calls.get(i).arguments()))
                    .append("}}")
                    .append(i == calls.size() - 1 ? "]" : "");
        }
        return head.replace(".chunk", "")
                + ",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":" + quote(text) + tools
                + "},\"finish_reason\":" + quote(reason) + "}],\"usage\":" + usageJson(input, output) + "}";
    }

    static String error(String message, String type, String code) {
        return "{\"error\":{\"message\":" + quote(message) + ",\"type\":" + quote(type) + ",\"param\":null,\"code\":"
                + quote(code) + "}}";
    }

    static String quote(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static String usageJson(int input, int output) {
        return "{\"prompt_tokens\":" + input + ",\"completion_tokens\":" + output + ",\"total_tokens\":"
                + (input + output) + "}";
    }

    private byte[] delta(String delta, String reason) {
        return event(head + ",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + reason + "}]}");
    }

    private static byte[] event(String json) {
        return ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
