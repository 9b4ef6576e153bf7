package io.sparkbot.tools.files;

/** Why something cannot be done with a file, in words for the model and people. Names no path of the server. */
final class FileFault extends Exception {

    private static final long serialVersionUID = 1L;

    FileFault(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
