package io.sparkbot.cli.chat;

/** The server said no. */
final class ServerFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ServerFailure(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    boolean isNotSignedIn() {
        return status == 401;
    }
}
