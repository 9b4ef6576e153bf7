package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.SocketConnection;
import io.sparkbot.api.web.SocketHandler;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoomSocketTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private final House house = new House(DATABASE);
    private final Audiences audiences = new Audiences(house.crowd);
    private final RoomSocketEndpoint endpoint = new RoomSocketEndpoint(house.rooms, house.transcript, audiences, new SocketWords(house.rooms, house.transcript));
    private final Person ada = house.crowd.human("ada");
    private final Person ben = house.crowd.human("ben");
    private UUID room = UUID.randomUUID();

    @BeforeEach
    void empty() {
        DATABASE.clear();
        house.bus.addObserver(audiences);
        room = house.room(ada);
        house.join(room, ben, RoomRole.MEMBER);
    }

    /** A browser tab. */
    private final class Tab implements SocketConnection {

        private final Session session;
        private final String path;
        final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
        final SocketHandler handler;

        Tab(Person person, String path) {
            this.session = new Session(UUID.randomUUID(), person, Instant.MAX);
            this.path = path;
            this.handler = endpoint.open(this);
        }

        Tab(Person person) {
            this(person, room.toString());
        }

        @Override
        public Session session() {
            return session;
        }

        @Override
        public Map<String, String> path() {
            return Map.of("room_id", path);
        }

        @Override
        public void send(String frame) {
            try {
                frames.add(new ObjectMapper().readTree(frame));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close(int code, String reason) {
            closed.add(code);
        }

        JsonNode next(String type) throws InterruptedException {
            while (true) {
                JsonNode frame = frames.poll(1, TimeUnit.MINUTES);
                if (frame == null) {
                    throw new AssertionError("no frame of type " + type);
                }
                if (frame.path("type").asText().equals(type)) {
                    return frame;
                }
            }
        }
    }

    @Test
    void the_first_frame_holds_the_last_fifty_messages_and_who_is_there() throws Exception {
        for (int i = 0; i < 60; i++) {
            house.say(room, ada, "message " + i);
        }
        JsonNode connected = new Tab(ada).next("connected");
        assertEquals(50, connected.path("messages").size());
        assertEquals("message 59", connected.path("messages").path(49).path("content").asText());
        assertEquals(60, connected.path("total_messages").asInt());
        assertEquals("ada", connected.path("online_users").path(0).path("username").asText());
        assertTrue(connected.path("can_send").asBoolean());
        assertTrue(connected.has("timestamp"));
    }

    @Test
    @Tag("W-32")
    @Tag("CK-9")
    void W_32_every_stored_message_reaches_every_tab_in_one_shape() throws Exception {
        Tab first = new Tab(ada);
        Tab second = new Tab(ada);
        Tab bens = new Tab(ben);
        house.say(room, ben, "by another way");
        for (Tab tab : List.of(first, second, bens)) {
            JsonNode message = tab.next("message").path("message");
            assertEquals("by another way", message.path("content").asText());
            for (String field : List.of("id", "room_id", "sender_id", "sender_type", "sender_username", "sender_display_name", "created_at", "meta", "meta_json", "reply_to_id", "edited_at")) {
                assertTrue(message.has(field), field);
            }
        }
        second.handler.closed();
        house.say(room, ada, "one tab less");
        assertEquals("one tab less", first.next("message").path("message").path("content").asText());
        assertTrue(second.frames.stream().noneMatch(frame -> frame.toString().contains("one tab less")));
    }

    @Test
    @Tag("F-054")
    void a_message_sent_by_socket_is_acknowledged_and_told_to_all() throws Exception {
        Tab adas = new Tab(ada);
        Tab bens = new Tab(ben);
        bens.handler.text("{\"type\":\"message\",\"content\":\"hello\",\"client_msg_id\":\"c1\"}");
        JsonNode ack = bens.next("ack");
        assertEquals("c1", ack.path("client_msg_id").asText());
        JsonNode message = adas.next("message").path("message");
        assertEquals(ack.path("message_id").asText(), message.path("id").asText());
        assertEquals("hello", message.path("content").asText());
    }

    @Test
    void a_viewer_bad_json_and_empty_content_get_an_error_and_stay_connected() throws Exception {
        Person eve = house.crowd.human("eve");
        house.join(room, eve, RoomRole.VIEWER);
        Tab eves = new Tab(eve);
        assertFalse(eves.next("connected").path("can_send").asBoolean());
        eves.handler.text("{\"type\":\"message\",\"content\":\"let me\"}");
        eves.next("error");
        Tab adas = new Tab(ada);
        for (String frame : List.of("no json", "[1]", "{\"type\":\"dance\"}", "{\"type\":\"message\",\"content\":\"\"}", "{\"type\":\"message\",\"content\":\"x\",\"reply_to_id\":\"nonsense\"}")) {
            adas.handler.text(frame);
            adas.next("error");
        }
        adas.handler.text("{\"type\":\"ping\"}");
        adas.next("pong");
        assertEquals(0, house.rooms.enter(room, ada).details().messageCount());
        assertTrue(eves.closed.isEmpty() && adas.closed.isEmpty());
    }

    @Test
    @Tag("CK-9")
    void presence_tells_arrivals_and_departures_of_people_not_of_tabs() throws Exception {
        Tab adas = new Tab(ada);
        adas.next("presence");
        Tab first = new Tab(ben);
        assertEquals("joined", adas.next("presence").path("action").asText());
        Tab second = new Tab(ben);
        assertEquals("joined", second.next("presence").path("action").asText());
        first.handler.closed();
        second.handler.closed();
        JsonNode left = adas.next("presence");
        assertEquals("left", left.path("action").asText());
        assertEquals("ben", left.path("user").path("username").asText());
        assertEquals(1, left.path("online_users").size());
        assertTrue(adas.frames.isEmpty());
    }

    @Test
    @Tag("W-61")
    void W_61_every_time_says_that_it_is_utc() throws Exception {
        Tab adas = new Tab(ada);
        house.say(room, ada, "now");
        JsonNode frame = adas.next("message");
        for (String time : List.of(frame.path("timestamp").asText(), frame.path("message").path("created_at").asText())) {
            assertTrue(time.endsWith("Z") && Instant.parse(time).isAfter(Instant.now().minusSeconds(60)), time);
        }
    }

    @Test
    @Tag("F-054")
    @Tag("CK-9")
    void typing_goes_to_the_others() throws Exception {
        Tab adas = new Tab(ada);
        Tab bens = new Tab(ben);
        adas.handler.text("{\"type\":\"typing\",\"is_typing\":true}");
        JsonNode typing = bens.next("typing").path("payload");
        assertEquals("ada", typing.path("username").asText());
        assertTrue(typing.path("is_typing").asBoolean());
        assertTrue(adas.frames.stream().noneMatch(frame -> frame.path("type").asText().equals("typing")));
    }

    @Test
    void close_codes_say_what_is_wrong() {
        assertEquals(List.of(4000), new ArrayList<>(new Tab(ada, "nonsense").closed));
        assertEquals(List.of(4004), new ArrayList<>(new Tab(ada, UUID.randomUUID().toString()).closed));
        assertEquals(List.of(4003), new ArrayList<>(new Tab(house.crowd.human("stranger")).closed));
    }

    @Test
    @Tag("CK-9")
    void CK_9_a_person_who_is_removed_is_disconnected() throws Exception {
        Tab adas = new Tab(ada);
        Tab bens = new Tab(ben);
        house.leave(room, ben);
        assertEquals(4003, bens.closed.poll(1, TimeUnit.MINUTES));
        assertTrue(adas.closed.isEmpty());
    }

    @Test
    void turns_edits_and_deletions_are_told() throws Exception {
        Tab adas = new Tab(ada);
        var said = house.say(room, ada, "draft");
        house.transcript.edit(room, said.id(), ada, "better");
        assertEquals("better", adas.next("message_changed").path("message").path("content").asText());
        house.transcript.delete(house.rooms.require(room, ada), said.id());
        assertEquals(said.id().toString(), adas.next("message_deleted").path("message_id").asText());
        UUID turn = UUID.randomUUID();
        house.bus.publish(new RoomEvent.TurnChanged(room, turn, "running", said.id()));
        JsonNode frame = adas.next("turn");
        assertEquals(turn.toString(), frame.path("turn_id").asText());
        assertEquals("running", frame.path("state").asText());
    }

    @Test
    @Tag("W-10")
    void W_10_the_id_of_an_approval_is_told_to_those_who_may_decide_only() throws Exception {
        Person cat = house.crowd.human("cat");
        Person operator = house.crowd.human("operator");
        Person eve = house.crowd.human("eve");
        house.join(room, cat, RoomRole.MEMBER);
        house.join(room, operator, RoomRole.MEMBER);
        house.join(room, eve, RoomRole.VIEWER);
        UUID confirm = UUID.randomUUID();
        audiences.setApprovals(only(approval(confirm, ben)));
        List<Tab> mayDecide = List.of(new Tab(ada), new Tab(ben), new Tab(operator));
        List<Tab> others = List.of(new Tab(cat), new Tab(eve));
        house.bus.publish(new RoomEvent.ConfirmationChanged(room, confirm, "pending"));
        for (Tab tab : mayDecide) {
            assertEquals(confirm.toString(), tab.next("confirmation").path("confirm_id").asText());
        }
        for (Tab tab : others) {
            JsonNode frame = tab.next("confirmation");
            assertFalse(frame.toString().contains(confirm.toString()), frame.toString());
            assertEquals("pending", frame.path("state").asText());
        }
    }

    @Test
    void what_is_told_late_and_is_older_than_all_that_is_shown_is_not_sent() throws Exception {
        var old = house.say(room, ben, "old");
        for (int i = 0; i < 50; i++) {
            house.say(room, ben, "message " + i);
        }
        Tab tab = new Tab(ada);
        tab.next("connected");
        audiences.on(new RoomEvent.MessageAdded(room, old));
        house.say(room, ben, "new");
        assertEquals("new", tab.next("message").path("message").path("content").asText());
    }

    private Approval approval(UUID id, Person asking) {
        return new Approval(
                id, Approval.Kind.CONFIRM, "delete", "{}", Map.of(), "delete it", "", asking.id(), room, Optional.empty(), UUID.randomUUID(),
                Optional.empty(), "web", Approval.State.PENDING, Instant.now(), Instant.MAX, Optional.empty(), Optional.empty());
    }

    private static Approvals only(Approval approval) {
        return (Approvals) Proxy.newProxyInstance(Approvals.class.getClassLoader(), new Class<?>[] {Approvals.class}, (proxy, method, arguments) -> {
            if (!method.getName().equals("find")) {
                throw new UnsupportedOperationException(method.getName());
            }
            return Optional.of(approval).filter(known -> known.id().equals(arguments[0]));
        });
    }

    @Test
    void a_tab_that_opens_while_people_talk_sees_each_message_once() throws Exception {
        Thread talking = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 100; i++) {
                house.say(room, ben, "message " + i);
            }
        });
        List<Tab> tabs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tabs.add(new Tab(ada));
        }
        talking.join();
        house.say(room, ben, "the end");
        for (Tab tab : tabs) {
            List<String> seen = new ArrayList<>();
            tab.next("connected").path("messages").forEach(message -> seen.add(message.path("content").asText()));
            int first = seen.isEmpty() ? 0 : Integer.parseInt(seen.getFirst().substring(8));
            while (!seen.contains("the end")) {
                seen.add(tab.next("message").path("message").path("content").asText());
            }
            List<String> expected = new ArrayList<>();
            for (int i = first; i < 100; i++) {
                expected.add("message " + i);
            }
            expected.add("the end");
            assertEquals(expected, seen);
        }
    }
}
