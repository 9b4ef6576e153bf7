package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.SocketConnection;
import io.sparkbot.api.web.SocketHandler;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
@Tag("F-054")
class ChatSocketTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private final House house = new House(DATABASE);
    private final Audiences audiences = new Audiences(house.crowd);
    private final ChatSocketEndpoint endpoint = new ChatSocketEndpoint(house.rooms, audiences, new SocketWords(house.rooms, house.transcript));
    private final Person ada = house.crowd.human("ada");
    private final Person ben = house.crowd.human("ben");
    private UUID room;
    private UUID other;

    @BeforeEach
    void two_rooms() {
        DATABASE.clear();
        house.bus.addObserver(audiences);
        room = house.room(ada);
        other = house.room(ada);
        house.memberships.add(room, ada, ben.id(), RoomRole.MEMBER);
    }

    /** A client with one connection for all rooms. */
    private final class Client implements SocketConnection {

        private final Session session;
        final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
        final SocketHandler handler;

        Client(Person person) {
            session = new Session(UUID.randomUUID(), person, Instant.MAX);
            handler = endpoint.open(this);
        }

        @Override
        public Session session() {
            return session;
        }

        @Override
        public Map<String, String> path() {
            return Map.of();
        }

        @Override
        public void send(String frame) {
            try {
                frames.add(new ObjectMapper().readTree(frame));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close(int code, String reason) {
            closed.add(code);
        }

        Client says(String type, UUID roomId, String more) {
            handler.text("{\"type\":\"" + type + "\",\"payload\":{\"room_id\":\"" + roomId + "\"" + more + "}}");
            return this;
        }

        Client joins(UUID roomId) throws InterruptedException {
            says("join_room", roomId, "");
            assertEquals(roomId.toString(), next("joined_room").at("/payload/room_id").asText());
            return this;
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
    @Tag("W-32")
    void W_32_what_is_said_in_any_joined_room_arrives_in_the_one_shape_and_names_the_room() throws Exception {
        Client adas = new Client(ada).joins(room).joins(other);
        Client second = new Client(ada).joins(room);
        house.say(room, ben, "here");
        house.say(other, ada, "there");
        assertEquals("here", adas.next("message").at("/message/content").asText());
        assertEquals(other.toString(), adas.next("message").at("/message/room_id").asText());
        assertEquals("here", second.next("message").at("/message/content").asText());
        UUID said = house.say(room, ada, "draft").id();
        house.transcript.edit(room, said, ada, "final");
        assertEquals("final", second.next("message_changed").at("/message/content").asText());
        house.transcript.delete(house.rooms.require(room, ada), said);
        assertEquals(room.toString(), second.next("message_deleted").path("room_id").asText());
        second.says("leave_room", room, "");
        second.next("left_room");
        assertEquals("draft", adas.next("message").at("/message/content").asText());
        house.say(room, ben, "after");
        house.say(room, ben, "told when everybody was told what was before");
        assertEquals("after", adas.next("message").at("/message/content").asText());
        adas.next("message");
        assertTrue(second.frames.isEmpty());
    }

    @Test
    void messages_and_typing_go_to_the_room_that_is_named_and_viewers_are_refused() throws Exception {
        Client adas = new Client(ada).joins(room);
        Client bens = new Client(ben).joins(room);
        bens.says("typing", room, ",\"is_typing\":true");
        assertEquals("ben", adas.next("typing").at("/payload/username").asText());
        bens.says("message", room, ",\"content\":\"hello\",\"client_msg_id\":\"c1\"");
        assertEquals("c1", bens.next("ack").path("client_msg_id").asText());
        assertEquals("hello", adas.next("message").at("/message/content").asText());
        house.memberships.change(room, ada, ben.id(), RoomRole.VIEWER);
        bens.says("message", room, ",\"content\":\"let me\"");
        bens.next("error");
        assertEquals(1, house.transcript.newest(room, 10).size());
    }

    @Test
    void strangers_and_nonsense_get_an_error_and_the_connection_stays() throws Exception {
        Client bens = new Client(ben);
        bens.says("join_room", other, "");
        bens.next("error");
        bens.says("message", other, ",\"content\":\"x\"");
        bens.next("error");
        for (String frame : List.of("no json", "{}", "{\"type\":\"join_room\"}", "{\"type\":\"join_room\",\"payload\":{\"room_id\":\"x\"}}", "{\"type\":\"dance\"}")) {
            bens.handler.text(frame);
            bens.next("error");
        }
        bens.handler.text("{\"type\":\"ping\"}");
        bens.next("pong");
        house.say(other, ada, "not for ben");
        bens.joins(room);
        house.say(room, ada, "for ben");
        assertEquals("for ben", bens.next("message").at("/message/content").asText());
        assertTrue(bens.closed.isEmpty());
    }

    @Test
    @Tag("CK-9")
    void CK_9_whoever_is_removed_from_a_room_hears_nothing_more_of_it_and_keeps_the_others() throws Exception {
        UUID shared = house.room(ada);
        house.memberships.add(shared, ada, ben.id(), RoomRole.MEMBER);
        Client bens = new Client(ben).joins(room).joins(shared);
        house.memberships.remove(room, ada, ben.id());
        assertEquals(room.toString(), bens.next("left_room").at("/payload/room_id").asText());
        house.say(room, ada, "not for ben");
        house.say(shared, ada, "for ben");
        assertEquals("for ben", bens.next("message").at("/message/content").asText());
        house.rooms.delete(shared, ada);
        bens.next("left_room");
        assertTrue(bens.closed.isEmpty());
    }

    @Test
    void presence_counts_people_over_all_their_connections() throws Exception {
        Client adas = new Client(ada).joins(room);
        Client first = new Client(ben).joins(room);
        Client second = new Client(ben).joins(room);
        first.handler.closed();
        second.handler.closed();
        adas.next("presence");
        assertEquals("joined", adas.next("presence").path("action").asText());
        JsonNode left = adas.next("presence");
        assertEquals("left", left.path("action").asText());
        assertEquals(room.toString(), left.path("room_id").asText());
        assertTrue(adas.frames.isEmpty(), "one departure of one person");
    }

    /** An engine with one turn, whose stream gives a token and then waits until it is closed. */
    private Turns engine(UUID turnId, CountDownLatch closed) {
        return (Turns) Proxy.newProxyInstance(Turns.class.getClassLoader(), new Class<?>[] {Turns.class}, (proxy, method, arguments) -> switch (method.getName()) {
            case "of" -> List.of();
            case "wire" -> "{\"type\":\"token\",\"token\":\"word\",\"seq\":" + ((TurnEvent.Numbered) arguments[0]).seq() + "}";
            case "follow" -> new TurnStream() {

                private boolean told;

                @Override
                public Optional<TurnEvent.Numbered> next(Duration wait) throws InterruptedException {
                    if (told) {
                        closed.await();
                        return Optional.empty();
                    }
                    told = true;
                    return Optional.of(new TurnEvent.Numbered(1, new TurnEvent.Token("word")));
                }

                @Override
                public boolean ended() {
                    return closed.getCount() == 0;
                }

                @Override
                public void close() {
                    closed.countDown();
                }
            };
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    @Test
    void the_events_of_a_turn_come_to_who_asked_for_them_as_the_stream_tells_them_and_end_with_the_membership() throws Exception {
        UUID turn = UUID.randomUUID();
        CountDownLatch closed = new CountDownLatch(1);
        audiences.setTurns(engine(turn, closed));
        Client plain = new Client(ada).joins(room);
        Client bens = new Client(ben);
        bens.says("join_room", room, ",\"turn_events\":true");
        bens.next("joined_room");
        house.bus.publish(new RoomEvent.TurnChanged(room, turn, "running", UUID.randomUUID()));
        JsonNode frame = bens.next("turn_event");
        assertEquals(turn.toString(), frame.path("turn_id").asText());
        assertEquals("{\"type\":\"token\",\"token\":\"word\",\"seq\":1}", frame.path("event").toString());
        assertEquals(1, closed.getCount());
        house.memberships.remove(room, ada, ben.id());
        assertTrue(closed.await(1, TimeUnit.MINUTES), "the stream behind it ends with the membership");
        assertFalse(plain.frames.stream().anyMatch(other -> other.path("type").asText().equals("turn_event")));
    }
}
