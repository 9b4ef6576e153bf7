package io.sparkbot.testmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestModel model;

    @BeforeEach
    void start() throws IOException {
        model = TestModel.start(0);
    }

    @AfterEach
    void stop() throws IOException {
        model.close();
        http.close();
    }

    @Test
    void a_script_in_the_message_streams_its_tokens_and_ends_properly() throws Exception {
        List<String> events = stream(user("please [[tokens 3; text and {tools}]]"));

        assertEquals("[DONE]", events.getLast());
        assertEquals("alpha beta gamma and ", content(events));
        assertTrue(events.get(events.size() - 2).contains("\"finish_reason\":\"stop\""));
    }

    @Test
    void without_a_script_it_repeats_what_it_was_told_and_says_so_whole_as_well() throws Exception {
        JsonNode answer = JSON.readTree(send(user("hello")).body().readAllBytes());

        assertEquals(
                "You said: hello",
                answer.path("choices").path(0).path("message").path("content").asText());
        assertEquals("hello", model.requests().getFirst().last("user"));
    }

    @Test
    void tool_results_lead_to_the_next_step() throws Exception {
        String script =
                "[[call calculate {\\\"expression\\\":\\\"1|1;2\\\"} & get_datetime {} | text It is {result}.]]";
        List<String> first = stream(user(script));
        assertTrue(String.join("", first).contains("\"index\":1,\"id\":\"call_0_1\""));
        assertTrue(first.get(first.size() - 2).contains("tool_calls"));

        List<String> second = stream("{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
                + script + "\"},{\"role\":\"assistant\",\"tool_calls\":[]},{\"role\":\"tool\",\"content\":\"42\"}]}");
        assertEquals("It is 42.", content(second));
    }

    @Test
    void an_error_is_given_as_often_as_it_says_and_then_passed_over() throws Exception {
        String question = user("[[status 429 retry-after 2 times 1; text fine]]");

        HttpResponse<InputStream> first = send(question);
        assertEquals(429, first.statusCode());
        assertEquals("2", first.headers().firstValue("retry-after").orElseThrow());
        assertEquals(200, send(question).statusCode());
    }

    @Test
    void a_cut_reaches_the_client_as_an_error_and_a_clean_end_does_not() throws Exception {
        assertThrows(IOException.class, () -> stream(user("[[tokens 2; cut]]")));

        List<String> events = stream(user("[[tokens 2; end]]"));
        assertEquals("alpha beta ", content(events));
        assertFalse(String.join("", events).contains("stop"));
    }

    @Test
    void a_client_that_leaves_a_silent_stream_is_noticed() throws Exception {
        HttpResponse<InputStream> response =
                send("{\"stream\":true," + user("[[tokens 1; silence]]").substring(1));
        response.body().read();
        response.body().close();

        assertEquals(Recorded.Outcome.ABORTED, model.requests().getFirst().await(Duration.ofMinutes(1)));
    }

    @Test
    void an_answer_that_is_held_goes_on_when_it_is_let_go() throws Exception {
        HttpResponse<InputStream> held = send("{\"stream\":true," + user("[[text before; hold; text after]]").substring(1));
        while (model.requests().getFirst().chunks() == 0) {
            Thread.onSpinWait();
        }
        assertEquals(Recorded.Outcome.RUNNING, model.requests().getFirst().outcome());

        model.release();

        assertTrue(new String(held.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).contains("after"));
    }

    @Test
    void a_wrong_key_is_refused_and_a_key_may_have_its_own_script() throws Exception {
        model.script("sk-1", "", "text mine");

        assertEquals(
                401,
                http.send(request(user("hi"), "wrong-1"), HttpResponse.BodyHandlers.ofInputStream())
                        .statusCode());
        byte[] answer = http.send(request(user("hi"), "sk-1"), HttpResponse.BodyHandlers.ofByteArray())
                .body();
        assertEquals(
                "mine",
                JSON.readTree(answer)
                        .path("choices")
                        .path(0)
                        .path("message")
                        .path("content")
                        .asText());
    }

    @Test
    void bad_arguments_are_sent_as_they_stand() throws Exception {
        List<String> events = stream(user("[[badcall get_weather <<{\\\"city\\\": Paris>> | text next]]"));

        StringBuilder arguments = new StringBuilder();
        for (String event : events.subList(0, events.size() - 1)) {
            JSON.readTree(event).findValues("arguments").forEach(part -> arguments.append(part.asText()));
        }
        assertEquals("{\"city\": Paris", arguments.toString());
    }

    @Test
    void two_thousand_streams_run_at_once() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                answers.add(threads.submit(() -> content(stream(user("[[pace 50ms; tokens 10]]")))));
            }
            for (Future<String> answer : answers) {
                assertEquals("alpha beta gamma delta epsilon zeta eta theta iota kappa ", answer.get());
            }
        }
    }

    private static String user(String text) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    private HttpRequest request(String body, String key) {
        return HttpRequest.newBuilder(URI.create(model.baseUrl() + "/chat/completions"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<InputStream> send(String body) throws IOException, InterruptedException {
        return http.send(request(body, "sk-test"), HttpResponse.BodyHandlers.ofInputStream());
    }

    private List<String> stream(String body) throws IOException, InterruptedException {
        String streaming = body.contains("\"stream\"") ? body : "{\"stream\":true," + body.substring(1);
        byte[] all = send(streaming).body().readAllBytes();
        return new String(all, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .collect(Collectors.toList());
    }

    private static String content(List<String> events) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String event : events) {
            if (event.startsWith("{")) {
                text.append(JSON.readTree(event)
                        .path("choices")
                        .path(0)
                        .path("delta")
                        .path("content")
                        .asText(""));
            }
        }
        return text.toString();
    }
}
