package io.sparkbot.cli;

/** What every command tells the shell. */
final class ExitCode {
    static final int OK = 0;
    static final int ERROR = 1;
    static final int USAGE = 2;
    static final int NOT_SIGNED_IN = 3;
    static final int UNREACHABLE = 4;
    static final int OUT_OF_TIME = 124;

    private ExitCode() {}
}
