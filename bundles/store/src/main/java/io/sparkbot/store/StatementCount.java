package io.sparkbot.store;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Counts statements sent to the server, so that a test can hold a page to a constant number of them. A batch counts once. */
final class StatementCount implements ExecuteListener, LongSupplier {

    private static final long serialVersionUID = 1L;

    private final LongAdder sent = new LongAdder();

    @Override
    public void executeStart(ExecuteContext context) {
        sent.increment();
    }

    @Override
    public long getAsLong() {
        return sent.sum();
    }
}
