package io.sparkbot.turns;

import io.sparkbot.api.model.Models;
import io.sparkbot.api.turn.TurnEvent;

/**
 * Passes the model's text on as token events that can be stored: halves of a character wait for the other half, what no database can hold
 * is replaced, and the texts of several rounds are kept apart by a blank line.
 */
final class AnswerText implements Models.TokenListener {

    private static final char REPLACEMENT = '\uFFFD';

    private final EventLog events;
    private boolean separate;
    private char half;

    AnswerText(EventLog events) {
        this.events = events;
    }

    /** The next text is that of another round. */
    void nextRound() {
        finish();
        String soFar = events.text();
        separate = !soFar.isBlank() && !soFar.endsWith("\n");
    }

    @Override
    public void token(String text) {
        if (text.isEmpty()) {
            return;
        }
        StringBuilder ready = new StringBuilder(text.length() + 3);
        if (separate) {
            ready.append("\n\n");
            separate = false;
        }
        if (half != 0) {
            ready.append(half);
            half = 0;
        }
        ready.append(text);
        char last = ready.charAt(ready.length() - 1);
        if (Character.isHighSurrogate(last)) {
            half = last;
            ready.setLength(ready.length() - 1);
        }
        mend(ready);
        if (!ready.isEmpty()) {
            events.append(new TurnEvent.Token(ready.toString()));
        }
    }

    /** The model has finished: a half character that is left stays one. */
    void finish() {
        if (half != 0) {
            half = 0;
            events.append(new TurnEvent.Token(String.valueOf(REPLACEMENT)));
        }
    }

    /** The text as a database can hold it. */
    static String mended(String text) {
        StringBuilder mended = new StringBuilder(text);
        mend(mended);
        return mended.toString();
    }

    private static void mend(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                text.setCharAt(i, REPLACEMENT);
            }
        }
    }
}
