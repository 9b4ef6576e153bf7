package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People with accounts of their own, over HTTP on what ships. */
class AccountsIT extends WholeProduct {

    private static final String PASSWORD = "correct horse";

    @Override
    void prepare(Server fresh) {
        fresh.with("FIRST_SUPERUSER", "boss@example.org").with("FIRST_SUPERUSER_PASSWORD", PASSWORD);
    }

    @Test
    @Tag("F-665")
    @Tag("W-06")
    void the_first_administrator_invites_a_person_who_joins_with_an_own_login_and_leaves_without_a_trace() {
        Api boss = signedIn("boss@example.org", PASSWORD);
        assertEquals("ADMIN", boss.post("/login/test-token", "").ok().get("role").asText());
        String token = boss.post("/users/invites", Map.of()).ok().get("token").asText();
        Api stranger = new Api(server.url());
        assertEquals("MEMBER", stranger.post("/users/invites/preview", Map.of("token", token)).ok().get("role").asText());
        JsonNode joined = stranger.post("/users/invites/accept", Map.of("token", token, "username", "Mia", "password", "my own horse")).ok();
        Api mia = new Api(server.url()).withToken(joined.get("access_token").asText());
        assertEquals("Mia", mia.get("/users/me").ok().get("username").asText());
        assertEquals("invite_invalid", stranger.post("/users/invites/accept", Map.of("token", token, "username", "Tom", "password", PASSWORD)).code());
        assertEquals(404, stranger.post("/private/users/", Map.of()).status());
        assertEquals("not_found", stranger.post("/users/signup", Map.of("email", "a@example.org", "password", PASSWORD)).code());
        assertEquals("not_admin", mia.get("/users/").code());
        String id = joined.get("id").asText();
        boss.send("PATCH", "/users/" + id, Map.of("is_active", false)).ok();
        assertEquals("not_signed_in", mia.get("/users/me").code());
        assertEquals("account_inactive", stranger.post("/chat/users/login", Map.of("username", "mia", "password", "my own horse")).code());
        boss.delete("/users/" + id).ok();
        assertFalse(boss.get("/users/").ok().toString().contains("Mia"));
        assertFalse(boss.get("/chat/users/" + id).ok().toString().contains("Mia"));
    }

    @Test
    @Tag("F-647")
    void a_key_does_what_its_scope_says_and_its_revocation_breaks_an_open_stream() {
        JsonNode made = api.post("/users/me/keys", Map.of("name", "script", "scopes", List.of("chat"))).ok();
        Api script = new Api(server.url()).withToken(made.get("key").asText());
        assertEquals(room, script.room());
        assertEquals("not_allowed", script.get("/users/me/keys").code());
        assertEquals("not_allowed", script.send("PATCH", "/users/me", Map.of("full_name", "x")).code());
        List<String> seen = new ArrayList<>();
        try {
            script.stream("POST", "/chat/rooms/" + room + "/messages/stream", Map.of("content", "[[pace 100ms; tokens 600]] long"), event -> {
                seen.add(event.get("type").asText());
                if (event.get("type").asText().equals("token") && seen.stream().filter("token"::equals).count() == 2) {
                    api.delete("/users/me/keys/" + made.get("id").asText()).ok();
                }
                return false;
            });
        } catch (UncheckedIOException brokenOff) {
            seen.add("broken off");
        }
        assertEquals("broken off", seen.getLast(), seen::toString);
        assertEquals("not_signed_in", script.get("/chat/rooms/").code());
    }

    @Test
    @Tag("W-20")
    void every_route_of_the_contract_about_people_is_there() {
        Set<String> routes = new HashSet<>();
        api.get("/openapi.json").ok().get("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(verb ->
                routes.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey().replaceFirst("/$", ""))));
        for (String route : List.of(
                "POST /chat/users/login", "DELETE /chat/users/session", "POST /chat/users/bootstrap", "GET /chat/users", "GET /chat/users/{user_id}",
                "GET /chat/users/username/{username}", "GET /chat/users/slug/{slug}", "POST /chat/users", "PATCH /chat/users/{user_id}",
                "DELETE /chat/users/{user_id}", "POST /login/access-token", "POST /login/test-token", "GET /users", "POST /users", "GET /users/me",
                "PATCH /users/me", "DELETE /users/me", "PATCH /users/me/password", "GET /users/{id}", "PATCH /users/{id}", "DELETE /users/{id}",
                "GET /users/me/sessions", "DELETE /users/me/sessions/{id}", "DELETE /users/me/sessions", "GET /users/invites", "POST /users/invites",
                "DELETE /users/invites/{id}", "POST /users/invites/accept")) {
            assertTrue(routes.contains(route.replace(" ", " /api/v1")), route + " is not among " + routes);
        }
        for (String list : List.of("/chat/users/", "/users/", "/users/me/sessions", "/users/me/keys", "/users/invites", "/users/me/preferences")) {
            assertEquals(200, api.get(list).status(), list);
        }
    }

    private Api signedIn(String name, String password) {
        Api person = new Api(server.url());
        return person.withToken(person.post("/chat/users/login", Map.of("username", name, "password", password)).ok().get("access_token").asText());
    }
}
