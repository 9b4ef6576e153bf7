package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.sparkbot.itest.contract.Http;
import io.sparkbot.itest.contract.Judge;
import io.sparkbot.itest.contract.Line;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The table {@code contract.txt}, line by line against the shipped product: routes, statuses, codes, fields, limits, headers, events. */
class ContractWalkIT extends WholeProduct {

    private static final String PASSWORD = "correct horse";
    private static final String NOWHERE = "01890000-0000-7000-8000-000000000000";

    private final Map<String, String> actors = new HashMap<>();
    private final Map<String, String> known = new HashMap<>();

    @Override
    void prepare(Server stopped) {
        stopped.with("FIRST_SUPERUSER", "boss")
                .with("FIRST_SUPERUSER_PASSWORD", PASSWORD)
                .with("SPARKBOT_OPERATOR_USERNAMES", "boss")
                .with("SPARKBOT_TURNS_SENDS_PER_MINUTE", "0");
    }

    @Override
    void signIn() {
        Api boss = person("boss");
        for (String name : List.of("owner", "mod", "member", "viewer", "stranger")) {
            boss.post("/users/", Map.of("username", name, "password", PASSWORD)).ok();
            person(name);
        }
        Api owner = new Api(server.url()).withToken(actors.get("owner"));
        String room = owner.post("/chat/rooms", Map.of("name", "Walk")).ok().get("id").asText();
        for (String role : List.of("mod", "member", "viewer")) {
            owner.post("/chat/rooms/" + room + "/members", Map.of("user_id", known.get(role), "role", role.toUpperCase(java.util.Locale.ROOT))).ok();
        }
        known.putAll(Map.of("room", room, "nowhere", NOWHERE, "passphrase", PASSPHRASE, "password", PASSWORD, "passwordform", PASSWORD.replace(' ', '+'), "origin", server.url().toString().replaceFirst("/$", "")));
    }

    private Api person(String name) {
        Api person = new Api(server.url());
        person.withToken(person.post("/chat/users/login", Map.of("username", name, "password", PASSWORD)).ok().get("access_token").asText());
        actors.put(name, person.token());
        known.put(name, person.get("/users/me").ok().get("id").asText());
        return person;
    }

    @TestFactory
    @Tag("W-20")
    @Tag("W-21")
    @Tag("W-22")
    @Tag("W-23")
    @Tag("W-24")
    @Tag("W-61")
    Stream<DynamicTest> every_line_of_the_contract_holds() {
        Judge judge = new Judge(new Http(server.url()), actors, known);
        return lines().stream().map(line -> DynamicTest.dynamicTest(line.text(), () -> assertEquals("", String.join("\n", judge.judge(line)))));
    }

    private static List<Line> lines() {
        try (InputStream table = ContractWalkIT.class.getResourceAsStream("/contract.txt")) {
            return Line.table(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
