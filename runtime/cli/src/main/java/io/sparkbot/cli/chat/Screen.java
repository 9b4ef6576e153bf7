package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * What the person sees. Answers go to the output, everything about them (tools, questions, problems) to the error output, so that a pipe
 * carries the answer alone. With {@code --json} each event is one line of JSON on the output.
 */
class Screen {

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean color;
    private final boolean json;
    private String opening = "";
    private String closing = "";
    private boolean answering;
    private boolean midLine;

    Screen(PrintWriter out, PrintWriter err, boolean color, boolean json) {
        this.out = out;
        this.err = err;
        this.color = color;
        this.json = json;
    }

    /** Puts every answer between these two, for a view where answers stand among other lines. */
    Screen framed(String before, String after) {
        opening = before;
        closing = after;
        return this;
    }

    boolean isJson() {
        return json;
    }

    /** An event in the form for machines. */
    void event(JsonNode event) {
        if (json) {
            out.println(event);
            out.flush();
        }
    }

    void token(String text) {
        if (!json) {
            String safe = printable(text);
            if (!answering) {
                out.print(opening);
                answering = true;
            }
            out.print(safe);
            out.flush();
            midLine = safe.isEmpty() ? midLine : !safe.endsWith("\n");
        }
    }

    void toolStarts(String tool, String title) {
        chip("36", "… " + (title.isBlank() ? tool : title));
    }

    void toolEnds(String tool, String status, String result) {
        boolean well = status.equals("ok") || status.equals("empty");
        chip(well ? "32" : "31", (well ? "✓ " : "✗ ") + tool + (well ? "" : " " + status.toUpperCase(Locale.ROOT) + ": " + result));
    }

    private void chip(String colour, String text) {
        if (!json) {
            endLine();
            err.println(paint(colour, printable(text)));
            err.flush();
        }
    }

    /** The answer is complete, or as complete as it will be. */
    void answerEnds() {
        endLine();
        if (answering && !closing.isEmpty()) {
            out.println(closing);
            out.flush();
        }
        answering = false;
    }

    /** What comes next begins on a new line. */
    void endLine() {
        if (midLine) {
            out.println();
            out.flush();
            midLine = false;
        }
    }

    /** Something the person asked to see. */
    void say(String text) {
        endLine();
        if (json) {
            event(JsonNodeFactory.instance.objectNode().put("type", "info").put("text", text));
        } else {
            out.println(printable(text));
            out.flush();
        }
    }

    /** What a command of the server led to. */
    void command(JsonNode outcome) {
        if (json) {
            event(JsonNodeFactory.instance.objectNode().put("type", "command").setAll((ObjectNode) outcome));
        } else {
            say(outcome.path("text").asText());
        }
    }

    void note(String text) {
        if (!json) {
            endLine();
            err.println(paint("2", printable(text)));
            err.flush();
        }
    }

    void problem(String text, String code) {
        endLine();
        if (json) {
            event(JsonNodeFactory.instance.objectNode().put("type", "error").put("detail", text).put("code", code));
        } else {
            err.println(paint("31", "sparkbot: " + printable(text)));
            err.flush();
        }
    }

    void clear() {
        if (color) {
            out.print("\u001b[H\u001b[2J\u001b[3J");
            out.flush();
        }
    }

    private String paint(String style, String text) {
        return color ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }

    /** What a model or a tool says cannot move the cursor, change the title or write to the clipboard of the terminal. */
    private static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c)).forEach(safe::appendCodePoint);
        return safe.toString();
    }
}
