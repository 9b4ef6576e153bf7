package io.sparkbot.testmodel;

import java.time.Duration;
import java.util.List;

/** One thing the server does in an answer. Acts of a step are played in order; a step without an ending one finishes properly. */
sealed interface Act {

    /** Time between tokens for the acts that follow. */
    record Pace(Duration interval) implements Act {}

    /** A number of short words, one chunk each. */
    record Tokens(int count) implements Act {}

    /** As {@link Tokens}, but every token is the wall clock in microseconds at which it was sent, and a space. */
    record Stamps(int count) implements Act {}

    /** The text, a word per chunk. {@code {result}}, {@code {user}}, {@code {tools}} are replaced. */
    record Text(String text) implements Act {}

    /** A text the provider marks as thinking. */
    record Thought(String text) implements Act {}

    /** That many characters in chunks of 1,024. */
    record Bulk(int characters) implements Act {}

    /** Tool calls in one answer, their arguments in fragments. */
    record Calls(List<Wanted> calls) implements Act {}

    /**
     * A wanted call.
     *
     * @param arguments sent as they stand, valid JSON or not
     */
    record Wanted(String tool, String arguments) {}

    /** An HTTP error. Only for the first {@code times} requests that ask the same; later ones pass over it. */
    record Status(int code, int times, String retryAfter, String saying) implements Act {}

    /** Sends the headers without any data. */
    record Open() implements Act {}

    record Pause(Duration duration) implements Act {}

    /** Says nothing until {@link TestModel#release}. */
    record Hold() implements Act {}

    /** Says nothing more and waits until the client leaves: before anything was sent a hang, later silence. */
    record Silence() implements Act {}

    /** Resets the connection. */
    record Cut(int times) implements Act {}

    /** Ends the body properly, without a finish reason. */
    record End() implements Act {}

    /** An error event inside the stream. */
    record InBand(String message) implements Act {}

    /** A line that is not JSON. */
    record Garbage() implements Act {}

    /** Says that it is done, but leaves the body open until the client leaves. */
    record Linger() implements Act {}

    /** Finishes with another reason than the usual one. */
    record Finish(String reason) implements Act {}
}
