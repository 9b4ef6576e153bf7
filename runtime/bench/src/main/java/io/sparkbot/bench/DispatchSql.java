package io.sparkbot.bench;

/** The statements that write a long history. */
final class DispatchSql {

    static final String FILL = "";
    static final String COUNT = "";

    private DispatchSql() {}
}
