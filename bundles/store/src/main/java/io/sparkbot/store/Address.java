package io.sparkbot.store;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to reach the server.
 *
 * @param url JDBC URL
 * @param user empty: the driver's default
 * @param password empty: none; never printed
 */
public record Address(String url, String user, String password) {

    /** Connections for many short statements: a statement gets 30 s, a silent server 45 s. */
    PGSimpleDataSource pooled() {
        PGSimpleDataSource source = plain();
        // Custom plans: after five executions a generic plan makes full-text queries a hundred times slower. JIT costs more than it brings here.
        options(source, "-c plan_cache_mode=force_custom_plan -c jit=off -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s");
        source.setReWriteBatchedInserts(true);
        source.setSocketTimeout(45);
        return source;
    }

    /** Connections without limits on the length of a statement, for migrations. */
    PGSimpleDataSource plain() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (!user.isEmpty()) {
            source.setUser(user);
        }
        if (!password.isEmpty()) {
            source.setPassword(password);
        }
        source.setApplicationName("sparkbot");
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(3);
        return source;
    }

    /** Ours first, so that options in the URL win. */
    private static void options(PGSimpleDataSource source, String options) {
        String given = source.getOptions();
        source.setOptions(given == null ? options : options + " " + given);
    }

    /** Host, port and database, for messages. */
    @Override
    public String toString() {
        return url.replaceFirst("^jdbc:postgresql:(//)?", "").replaceFirst("\\?.*", "");
    }
}
