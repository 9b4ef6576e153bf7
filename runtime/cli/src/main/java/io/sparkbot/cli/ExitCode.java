package io.sparkbot.cli;

/** What every command tells the shell. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int ERROR = 1;
    public static final int USAGE = 2;
    public static final int NOT_SIGNED_IN = 3;
    public static final int UNREACHABLE = 4;
    public static final int OUT_OF_TIME = 124;

    private ExitCode() {}
}
