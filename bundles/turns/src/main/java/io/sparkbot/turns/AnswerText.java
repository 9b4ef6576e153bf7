package io.sparkbot.turns;

import io.sparkbot.api.model.Models;
import io.sparkbot.api.turn.TurnEvent;

/**
 * Passes the model's text on as token events that can be stored: halves of a character wait for the other half, what no database can hold
 * is replaced, and the texts of several rounds are kept apart by a blank line.
 */
final class AnswerText implements Models.TokenListener {

    /** What a model says when it chooses not to reply. */
    static final String SILENCE = "<no-reply/>";

    private static final char REPLACEMENT = '\uFFFD';

    private final EventLog events;
    private boolean separate;
    private char half;
    private final StringBuilder held = new StringBuilder();
    private boolean holding = true;
    private boolean silent;

    AnswerText(EventLog events) {
        this.events = events;
    }

    /** The next text is that of another round. */
    void nextRound() {
        finish();
        String soFar = events.text();
        holding = true;
        silent = false;
        separate = !soFar.isBlank() && !soFar.endsWith("\n");
    }

    @Override
    public void token(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!holding) {
            emit(text);
            return;
        }
        held.append(text);
        if (!SILENCE.startsWith(held.toString().strip())) {
            release();
        }
    }

    /** Whether the text of this round, which has ended, was the wish not to reply. */
    boolean silent() {
        return silent;
    }

    private void release() {
        holding = false;
        String text = held.toString();
        held.setLength(0);
        emit(text);
    }

    private void emit(String text) {
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
        if (held.toString().strip().equals(SILENCE)) {
            held.setLength(0);
            silent = true;
        } else if (!held.isEmpty()) {
            release();
        }
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
