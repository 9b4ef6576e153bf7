package io.sparkbot.api.turn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import org.osgi.annotation.versioning.ProviderType;

/** The turn engine. */
@ProviderType
public interface Turns {

    /**
     * Stores the message and the turn, starts answering in the background and returns.
     *
     * @throws io.sparkbot.api.web.Problem as {@link io.sparkbot.api.room.Rooms#require} and {@link io.sparkbot.api.room.Messages#add}
     */
    Turn start(TurnRequest request);

    /**
     * Answers a question once more; the answers stand side by side.
     *
     * @param messageId the question, or the answer to take the place of
     * @throws io.sparkbot.api.web.Problem 404 for an unknown message, 403 {@code not_allowed} for somebody else's question, 409 {@code conflict}
     *         while it is being answered
     */
    Turn regenerate(UUID roomId, UUID messageId, Person person, String source);

    /**
     * Puts an own question in other words and answers that; the two stand side by side, each with what followed it.
     *
     * @throws io.sparkbot.api.web.Problem 404 for an unknown message, 403 {@code not_allowed} for somebody else's
     */
    Turn rerun(UUID roomId, UUID messageId, String content, Person person, String source);

    /**
     * Keeps the message until everything that runs for the person in the room has ended, in order with others that wait; says it at once when
     * nothing runs.
     *
     * @throws io.sparkbot.api.web.Problem as {@link #start}; 429 {@code rate_limited} when too many wait
     */
    Queued queue(TurnRequest request);

    /** The person's waiting messages in the room, first to last. */
    List<Queued> queued(UUID roomId, UUID personId);

    /** Takes a waiting message out; false when it does not wait any more or is somebody else's. */
    boolean unqueue(UUID roomId, UUID personId, UUID queuedId);

    /** A message that waits. @param position from 1; 0 when it is being answered already */
    record Queued(UUID id, int position, String content, Optional<UUID> replyTo, Instant createdAt) {}

    /**
     * Adds to a turn that runs or waits: a message of the room that the model reads before its next step.
     *
     * @return the id of the stored message
     * @throws io.sparkbot.api.web.Problem 404 for an unknown turn, 403 {@code not_allowed} for somebody else's, 409 {@code conflict} when it is over
     */
    UUID steer(UUID roomId, UUID turnId, Person person, String content);

    Optional<Turn> find(UUID turnId);

    /** Turns of the room in these states (all when empty), newest first. */
    List<Turn> of(UUID roomId, Set<TurnState> states, int limit);

    /** The events with a number above {@code after}, stored ones first, then live ones. */
    TurnStream follow(UUID turnId, long after);

    /**
     * The event as one line of JSON, the same wherever clients read it.
     *
     * @param known whether the reader may know the id of an approval that the event asks for
     */
    String wire(TurnEvent.Numbered event, boolean known);

    /** Ends the turn and keeps what was produced; false when it was already over. */
    boolean stop(UUID turnId, Person person);

    /**
     * Decides a parked call and lets its turn go on: the tool runs once or the model is told no.
     *
     * @return the turn that goes on, and the number of its last event before the decision
     * @throws io.sparkbot.api.web.Problem as {@link io.sparkbot.api.policy.Approvals#grant}
     */
    Resumed decide(UUID confirmId, UUID roomId, Person decider, boolean approve, String source);

    /** A turn that goes on after event {@code after}. */
    record Resumed(Turn turn, long after) {}
}
