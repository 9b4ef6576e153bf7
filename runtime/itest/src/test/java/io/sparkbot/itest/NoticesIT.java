package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.PushService;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.Test;

/** The shipped product tells a device, through its guarded way out, and stops when the device or the session is gone. */
class NoticesIT extends WholeProduct {

    @Override
    void prepare(Server stopped) {
        stopped.with("SPARKBOT_EGRESS_ALLOW_HOSTS", "127.0.0.1");
    }

    private static Map<String, Object> subscription(PushService at) {
        return Map.of("endpoint", at.endpoint().toString(), "keys", Map.of("p256dh", at.p256dh(), "auth", at.auth()));
    }

    @Test
    void an_answer_that_nobody_reads_reaches_the_device_closed_and_without_a_word_of_it() throws Exception {
        api.send("PUT", "/settings", Map.of("notices.long_answer", 0)).ok();
        model.script("text quite a secret");
        try (PushService phone = PushService.start(); PushService old = PushService.start()) {
            api.post("/users/me/notices/devices", subscription(phone)).ok();
            old.answer(410);
            api.post("/users/me/notices/devices", subscription(old)).ok();
            JsonNode before = api.get("/users/me/notices").ok();
            assertEquals(2, before.get("devices").size());

            api.say(room, "tell me something");
            await("the notice is there", () -> !phone.received().isEmpty() && !old.received().isEmpty());
            PushService.Received notice = phone.received().getFirst();
            assertEquals("{\"kind\":\"answer\",\"room_id\":\"" + room + "\"}", notice.words().toString());
            assertEquals(before.get("public_key").asText(), notice.serverKey());
            assertEquals(List.of(), phone.faults());
            await("the device that is gone is forgotten", () -> api.get("/users/me/notices").ok().get("devices").size() == 1);

            Api person = new Api(server.url()).signIn(PASSPHRASE);
            assertEquals(1, person.get("/users/me/notices").ok().get("devices").size());
            api.delete("/chat/users/session");
            await("the device of an ended session is forgotten", () -> person.get("/users/me/notices").ok().get("devices").isEmpty());
            api = person;
        }
    }
}
