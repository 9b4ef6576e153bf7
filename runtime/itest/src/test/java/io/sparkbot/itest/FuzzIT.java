package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.sparkbot.itest.contract.Document;
import io.sparkbot.itest.contract.Fuzzer;
import io.sparkbot.itest.contract.RawHttp;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.Test;

/**
 * Requests to every route that are right but for something: none breaks anything, is answered with the insides of the server, or hangs. The
 * same requests each time; {@code -Dsparkbot.fuzz.seed=N} makes others, {@code -Dsparkbot.fuzz.requests=N} more of them.
 */
class FuzzIT extends WholeProduct {

    private static final long SEED = Long.getLong("sparkbot.fuzz.seed", 20_260_307);
    private static final int REQUESTS = Integer.getInteger("sparkbot.fuzz.requests", 4_000);
    private static final int ENOUGH = 20;
    private static final Pattern INSIDES = Pattern.compile("\\bat [a-z]+(\\.[\\w$]+)+\\(|Exception\\b|org\\.(glassfish|jooq|postgresql|eclipse|apache)|java\\.(lang|util|base)|io\\.sparkbot\\.\\w+\\.\\w+\\.|SQLSTATE|ERROR:");

    /** These take the caller's own access away, so only strangers try them. */
    private static final Set<String> FATAL = Set.of("DELETE /users/me", "DELETE /users/me/sessions", "DELETE /chat/users/session");

    @Override
    void prepare(Server stopped) {
        stopped.with("SPARKBOT_LOGIN_MAX_FAILURES", "1000").with("SPARKBOT_TURNS_SENDS_PER_MINUTE", "0");
    }

    @Test
    void whatever_is_sent_is_answered_in_time_without_a_failure_and_without_the_servers_insides() throws IOException {
        Document document = new Document(api.get("/openapi.json").ok());
        List<Document.Route> routes = List.copyOf(document.routes().values());
        Fuzzer fuzzer = new Fuzzer(SEED, document.schemas(), known());
        RawHttp http = new RawHttp(server.url().getPort());
        List<String> wrong = new ArrayList<>();
        for (int number = 0; number < REQUESTS && wrong.size() < ENOUGH; number++) {
            if (number % 100 == 0) {
                stillIn();
            }
            Document.Route route = routes.get(number % routes.size());
            RawHttp.Request request = fuzzer.request(route, "Authorization: Bearer " + (FATAL.contains(route.name()) ? "nobody" : api.token()));
            String complaint = complaint(http, document, route, request);
            if (!complaint.isEmpty()) {
                wrong.add("request " + number + " of seed " + SEED + ", " + route.name() + ": " + complaint + "\n" + request.toString().replace(api.token(), "TOKEN"));
            }
        }
        assertEquals("", String.join("\n\n", wrong));
        stillIn();
        assertEquals(200, api.get("/chat/rooms").status(), "the server goes on");
        assertEquals(List.of(), failures());
    }

    /** A request may have ended the own session, as it may; the others shall not all meet a closed door. */
    private void stillIn() {
        if (api.get("/chat/rooms").status() == 401) {
            api = new Api(server.url()).signIn(PASSPHRASE);
        }
    }

    private Map<String, String> known() {
        String message = api.post("/chat/messages/" + room, Map.of("content", "known")).ok().get("id").asText();
        String turn = api.say(room, "[[text known]]").getFirst().get("turn_id").asText();
        String person = api.get("/users/me").ok().get("id").asText();
        return Map.of("room_id", room, "message_id", message, "turn_id", turn, "user_id", person, "username", "sparkbot", "slug", "sparkbot", "name", "acme.nothing", "filename", "a.txt", "id", person);
    }

    private static String complaint(RawHttp http, Document document, Document.Route route, RawHttp.Request request) {
        RawHttp.Answer answer;
        try {
            answer = http.send(request);
        } catch (IOException none) {
            return "no whole answer: " + none;
        }
        if (answer.status() >= 500) {
            return "answered " + answer.status() + ": " + answer.body();
        }
        boolean ownWords = answer.type().startsWith("application/json") || answer.type().startsWith("application/problem");
        if (answer.status() >= 400 && INSIDES.matcher(answer.body()).find()) {
            return "tells of the server's insides: " + answer.body();
        }
        if (answer.status() >= 400 && ownWords && !answer.body().contains("\"code\"")) {
            return "a refusal without a code: " + answer.status() + " " + answer.body();
        }
        // an empty last segment, as ";a=b" leaves one, is the address of the list above
        boolean list = request.target().replaceAll("[?].*|;[^/?]*", "").endsWith("/");
        boolean sameRoute = !list && answer.status() != 404 && answer.status() != 405 && answer.status() != 406;
        List<String> undocumented = sameRoute && ownWords ? document.complaints(route, answer.status(), answer.type(), answer.body()) : List.of();
        return String.join("; ", undocumented);
    }

    /** What the log calls a failure that nobody foresaw. */
    private List<String> failures() throws IOException {
        assertFalse(Files.readString(server.home().resolve("log/sparkbot.log")).isEmpty());
        try (Stream<String> lines = Files.lines(server.home().resolve("log/sparkbot.log"))) {
            return lines.filter(line -> line.contains("request failed, reference")).limit(5).toList();
        }
    }

    @Override
    void signIn() {
        api = new Api(server.url()).signIn(PASSPHRASE);
        room = api.post("/chat/rooms", Map.of("name", "Fuzz")).ok().get("id").asText();
    }
}
