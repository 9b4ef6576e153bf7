package io.sparkbot.api.store;

import java.util.UUID;
import java.util.function.Function;

import org.jooq.DSLContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The database as one bundle sees it. Registered once for each schema with the service property {@code schema}, after the schema's
 * migrations have been applied; a component that needs it waits by Declarative Services:
 * {@code @Reference(target = "(schema=guardian_vault)") Database database}.
 */
@ProviderType
public interface Database {

    /** The schema this service stands for, for example {@code guardian_vault}. */
    String schema();

    /**
     * Runs the work in one transaction; an exception rolls it back and is passed on. Called while a transaction is open on the same
     * thread, of whatever schema, the work joins that one.
     *
     * @throws DatabaseUnavailable when no connection is to be had or it broke on the way
     */
    <T> T transaction(Function<DSLContext, T> work);

    /** Like {@link #transaction}, but the commit does not wait for the disk: for what may be lost in a power cut, such as token deltas. */
    <T> T relaxed(Function<DSLContext, T> work);

    /** Runs single statements, each committed by itself (or within the transaction open on this thread). */
    <T> T query(Function<DSLContext, T> work);

    /** A new identifier: UUIDv7, so that identifiers made later sort later. */
    UUID newId();

    /** Runs the action after the transaction open on this thread has committed, at once when there is none, never after a roll-back. */
    void afterCommit(Runnable action);
}
