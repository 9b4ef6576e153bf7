package io.sparkbot.llm.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelFailure.Kind;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.testmodel.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider does wrong, and what is made of it. */
class FailedCallsTest extends CallsFixture {

    @ParameterizedTest
    @CsvSource({
        "status 401, CREDENTIALS, 1",
        "status 403, CREDENTIALS, 1",
        "status 402, QUOTA, 1",
        "status 404, MODEL_UNKNOWN, 1",
        "status 413, CONTEXT_TOO_LONG, 1",
        "status 400, UPSTREAM, 1",
        "status 429, RATE_LIMITED, 3",
        "status 500, UPSTREAM, 3",
        "status 503, UPSTREAM, 3",
        "cut, NETWORK, 3",
        "open; cut, NETWORK, 3",
        "end, TRUNCATED, 3",
        "tokens 2; pause 300ms; cut, NETWORK, 1",
        "tokens 2; end, TRUNCATED, 1",
        "tokens 2; error SECRET-MARKER upstream broke, UPSTREAM, 1",
        "error SECRET-MARKER upstream broke, UPSTREAM, 3",
        "empty, EMPTY, 2",
        "finish length, EMPTY, 1",
        "finish content_filter, UPSTREAM, 1",
    })
    void a_bad_answer_ends_as_a_failure_of_its_kind_and_is_asked_again_only_before_the_first_token(
            String script, Kind kind, int requests) {
        ModelFailure failure = assertThrows(ModelFailure.class, () -> call("[[" + script + "]]"));

        assertEquals(kind, failure.kind());
        assertEquals(requests, server.requests().size());
        assertFalse(
                failure.advice().contains("MARKER") || failure.advice().contains("provider text"), failure.advice());
    }

    @ParameterizedTest
    @CsvSource({"status 429 times 1", "status 429 retry-after 0.01 times 2", "status 500 times 2", "cut times 2"})
    void a_passing_problem_before_the_first_token_is_not_seen_by_the_person(String script) throws Exception {
        assertEquals("fine", call("[[" + script + "; text fine]]").text());
        assertEquals(List.of("fine"), tokens);
    }

    @Test
    void a_provider_that_asks_for_more_than_a_minute_is_not_waited_for() {
        ModelFailure failure = assertThrows(ModelFailure.class, () -> call("[[status 429 retry-after 61]]"));

        assertEquals(Optional.of(Duration.ofSeconds(61)), failure.retryAfter());
        assertTrue(failure.advice().contains("61 s"), failure.advice());
        assertEquals(1, server.requests().size());
    }

    @Test
    void a_hanging_provider_and_a_silent_one_end_as_timeouts_and_their_connections_are_freed() throws Exception {
        limits = new Limits(Duration.ofMillis(300), LONG, 1 << 20);
        assertEquals(
                Kind.TIMEOUT,
                assertThrows(ModelFailure.class, () -> call("[[hang]]")).kind());

        limits = new Limits(LONG, Duration.ofSeconds(3), 1 << 20);
        assertEquals(
                Kind.TIMEOUT,
                assertThrows(ModelFailure.class, () -> call("[[tokens 2; silence]]"))
                        .kind());

        assertEquals(List.of("alpha ", "beta "), tokens);
        assertEquals(2, server.requests().size());
        for (Recorded request : server.requests()) {
            assertEquals(Recorded.Outcome.ABORTED, request.await(LONG));
        }
    }

    @Test
    void an_answer_beyond_the_limit_is_ended() throws Exception {
        ModelFailure failure = assertThrows(ModelFailure.class, () -> call("[[long 3000000; silence]]"));

        assertEquals(Kind.UPSTREAM, failure.kind());
        assertTrue(failure.advice().contains("1 MiB"), failure.advice());
        assertEquals(Recorded.Outcome.ABORTED, server.requests().getFirst().await(LONG));
    }

    @Test
    void a_line_that_is_no_JSON_ends_the_call() throws Exception {
        assertEquals(
                Kind.UPSTREAM,
                assertThrows(ModelFailure.class, () -> call("[[tokens 1; garbage; silence]]"))
                        .kind());
    }

    @Test
    void nothing_that_listens_at_the_address_is_a_network_problem() throws Exception {
        String address = server.baseUrl();
        server.close();

        ModelFailure failure = assertThrows(ModelFailure.class, () -> call("hi"));
        assertEquals(Kind.NETWORK, failure.kind());
        assertTrue(failure.advice().contains(address), failure.advice());
    }
}
