package io.sparkbot.documents;

/** The beginning of a text, up to a limit, cut between characters. */
final class Excerpt {

    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private boolean full;

    Excerpt(int limit) {
        this.limit = limit;
    }

    void add(CharSequence more) {
        int room = limit - text.length();
        if (more.length() <= room) {
            text.append(more);
            return;
        }
        full = true;
        int end = Math.max(0, room);
        text.append(more, 0, end > 0 && Character.isHighSurrogate(more.charAt(end - 1)) ? end - 1 : end);
    }

    /** Whether something did not fit any more. */
    boolean isFull() {
        return full;
    }

    String text() {
        return text.toString().strip();
    }
}
