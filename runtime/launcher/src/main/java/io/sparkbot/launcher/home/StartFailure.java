package io.sparkbot.launcher.home;

/** The server cannot start; the message names the thing, the limit and the remedy, and is shown to the person as it is. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;

    public StartFailure(String words) {
        super(words);
        this.words = words;
    }

    public StartFailure(String words, Throwable cause) {
        super(words, cause);
        this.words = words;
    }

    @Override
    public String getMessage() {
        return words;
    }
}
