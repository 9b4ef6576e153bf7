package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may use which route: a table that has to name every route of the running product, tried out with everybody it speaks of. */
class AccessMatrixIT extends WholeProduct {

    private static final String PASSWORD = "correct horse";
    private static final List<String> SCOPES = List.of("read", "chat", "full", "sign-in");
    private static final List<String> ROOM_ROLES = List.of("STRANGER", "VIEWER", "MEMBER", "MOD", "OWNER");
    private static final Map<String, String> LEAST_ROLE = Map.of("member", "VIEWER", "writer", "MEMBER", "moderator", "MOD", "owner", "OWNER");

    private final Map<String, Api> actors = new HashMap<>();
    private final List<Row> rows = rows();
    private String matrixRoom = "";

    /** One line of the table. */
    private record Row(String verb, String path, String needs, String who, boolean refusalsOnly, String body) {

        String route() {
            return verb + " " + path;
        }

        boolean inRoom() {
            return LEAST_ROLE.containsKey(who);
        }
    }

    @Override
    void prepare(Server fresh) {
        fresh.with("FIRST_SUPERUSER", "boss").with("FIRST_SUPERUSER_PASSWORD", PASSWORD).with("SPARKBOT_OPERATOR_USERNAMES", "boss,kate");
    }

    @BeforeAll
    void people() {
        actors.put("nobody", new Api(server.url()));
        Api boss = signIn("boss");
        actors.put("boss", boss);
        make("adm", "ADMIN");
        for (String name : List.of("kate", "mia")) {
            make(name, "MEMBER");
        }
        keys(boss, "");
        Map<String, String> ids = new HashMap<>();
        for (String role : ROOM_ROLES) {
            ids.put(role, make(role.toLowerCase(Locale.ROOT), "MEMBER"));
        }
        Api owner = actors.get("owner");
        matrixRoom = owner.post("/chat/rooms/", Map.of("name", "Matrix")).ok().get("id").asText();
        for (String role : List.of("VIEWER", "MEMBER", "MOD")) {
            owner.post("/chat/rooms/" + matrixRoom + "/members", Map.of("user_id", ids.get(role), "role", role)).ok();
        }
        keys(owner, "owner's ");
    }

    private String make(String name, String role) {
        String id = actors.get("boss").post("/users/", Map.of("username", name, "password", PASSWORD, "role", role)).ok().get("id").asText();
        actors.put(name, signIn(name));
        return id;
    }

    private Api signIn(String name) {
        Api person = new Api(server.url());
        return person.withToken(person.post("/chat/users/login", Map.of("username", name, "password", PASSWORD)).ok().get("access_token").asText());
    }

    private void keys(Api person, String whose) {
        for (String scope : List.of("read", "chat", "full")) {
            String key = person.post("/users/me/keys", Map.of("name", scope, "scopes", List.of(scope))).ok().get("key").asText();
            actors.put(whose + scope + " key", new Api(server.url()).withToken(key));
        }
    }

    @Test
    @Tag("CK-6")
    void every_route_of_the_running_product_stands_in_the_table_and_no_other() {
        Set<String> documented = new TreeSet<>();
        JsonNode paths = api.get("/openapi.json").ok().get("paths");
        paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(verb ->
                documented.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey().replaceFirst("^/api/v1", "").replace("//", "/").replaceFirst("/$", ""))));
        assertEquals(String.join("\n", documented), rows.stream().map(Row::route).sorted().collect(Collectors.joining("\n")));
    }

    @Test
    @Tag("A22")
    @Tag("A23")
    @Tag("CK-6")
    void everybody_gets_as_far_as_the_table_says_and_no_farther() {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            tries(row).forEach((actor, refusal) -> {
                if (refusal.isPresent() || !row.refusalsOnly()) {
                    judge(row, actor, refusal).ifPresent(wrong::add);
                }
            });
        }
        assertEquals("", String.join("\n", wrong));
    }

    /** Who is to try the route, and with which code they are to be refused. */
    private Map<String, Optional<String>> tries(Row row) {
        Map<String, Optional<String>> tries = new HashMap<>();
        tries.put("nobody", row.needs().equals("public") ? Optional.empty() : Optional.of("401 not_signed_in"));
        if (row.needs().equals("public")) {
            return tries;
        }
        for (String scope : List.of("read", "chat", "full")) {
            boolean opens = SCOPES.indexOf(scope) >= SCOPES.indexOf(row.needs());
            tries.put((row.inRoom() ? "owner's " : "") + scope + " key", opens ? Optional.empty() : Optional.of("403 not_allowed"));
        }
        if (row.inRoom()) {
            int least = ROOM_ROLES.indexOf(LEAST_ROLE.get(row.who()));
            for (String role : ROOM_ROLES) {
                tries.put(role.toLowerCase(Locale.ROOT), ROOM_ROLES.indexOf(role) >= least ? Optional.empty() : Optional.of("403 "));
            }
            return tries;
        }
        tries.put("boss", Optional.empty());
        tries.put("mia", row.who().equals("any") ? Optional.empty() : Optional.of("403 not_" + row.who()));
        tries.put("adm", row.who().equals("operator") ? Optional.of("403 not_operator") : Optional.empty());
        tries.put("kate", row.who().equals("admin") ? Optional.of("403 not_admin") : Optional.empty());
        return tries;
    }

    private Optional<String> judge(Row row, String actor, Optional<String> refusal) {
        String path = row.path().replace("{room_id}", row.inRoom() ? matrixRoom : UUID.randomUUID().toString())
                .replace("{username}", "mia")
                .replaceAll("\\{(name|slug)}", "nothing")
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        Api.Answer answer = actors.get(actor).send(row.verb(), path, row.body().isEmpty() ? null : row.body());
        String code = answer.code().isEmpty() ? answer.body().path("error").path("code").asText() : answer.code();
        String got = answer.status() + " " + code;
        boolean fits = refusal.map(got::startsWith).orElse(answer.status() != 401 && answer.status() != 403 && answer.status() != 500);
        return fits ? Optional.empty() : Optional.of(row.route() + " as " + actor + ": expected " + refusal.orElse("to pass") + ", got " + got);
    }

    private static List<Row> rows() {
        try (InputStream table = AccessMatrixIT.class.getResourceAsStream("/access-matrix.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(AccessMatrixIT::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.strip().split("\\s+", 5);
        String who = cells.length > 3 ? cells[3] : "any";
        return new Row(cells[0], cells[1], cells[2], who.replace("!", ""), who.endsWith("!"), cells.length > 4 ? cells[4] : "");
    }
}
