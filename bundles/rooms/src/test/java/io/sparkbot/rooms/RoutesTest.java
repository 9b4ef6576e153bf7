package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every route of the bundle with every role in a room: the table of who may do what, which no new route gets around. */
@Tag("F-028")
@Tag("W-21")
class RoutesTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private enum Who {
        STRANGER,
        VIEWER,
        MEMBER,
        MOD,
        OWNER,
        OPERATOR
    }

    private static final int[] ANYBODY = {200, 200, 200, 200, 200, 200};
    private static final int[] READERS = {403, 200, 200, 200, 200, 403};
    private static final int[] WRITERS = {403, 403, 200, 200, 200, 403};
    private static final int[] LEADS = {403, 403, 403, 200, 200, 403};
    private static final int[] OWNERS = {403, 403, 403, 403, 200, 403};

    /** One call of a route in a room. */
    private interface Call {

        Object as(Scene scene, UUID room, Person person) throws Exception;
    }

    private record Row(String route, int[] expected, Call call) {}

    /** A room with one person of each role, and what a call needs to name. */
    private static final class Scene {

        final House house = new House(DATABASE);
        final RoomsResource rooms = new RoomsResource(house.rooms, house.crowd);
        final MembersResource members = new MembersResource(house.rooms, house.memberships, house.crowd);
        final InvitesResource invites = new InvitesResource(house.invitations);
        final JoiningResource joining = new JoiningResource(house.invitations, house.crowd);
        final TranscriptResource transcript = new TranscriptResource(house.rooms, house.transcript, house.search);
        final MessagesResource messages = new MessagesResource(house.rooms, house.transcript);
        final ArtifactsResource artifacts = new ArtifactsResource(new Artifacts(house.database, house.rooms, house.memberships), new Minutes(house.transcript));
        final MineResource mine = new MineResource(house.database, house.rooms);
        final Map<Who, Person> people = new EnumMap<>(Who.class);
        final Person other = house.crowd.human("other");
        final UUID room;
        final UUID message;
        final UUID othersMessage;
        final Invitations.Made invite;
        final UUID paper;

        Scene() {
            Arrays.stream(Who.values()).forEach(who -> people.put(who, house.crowd.human(who.name().toLowerCase(java.util.Locale.ROOT))));
            room = house.room(of(Who.OWNER));
            List.of(Who.VIEWER, Who.MEMBER, Who.MOD).forEach(who -> house.join(room, of(who), RoomRole.valueOf(who.name())));
            house.join(room, other, RoomRole.MEMBER);
            message = house.say(room, of(Who.MEMBER), "of the member").id();
            othersMessage = house.say(room, other, "of another").id();
            invite = house.invitations.make(room, of(Who.OWNER), RoomRole.MEMBER, Optional.empty(), Optional.empty());
            paper = artifacts.add(room, new ArtifactsResource.NewArtifact("agenda", "# Today", null, null, null), of(Who.OWNER)).id();
            messages.setTurns(engine());
        }

        Person of(Who who) {
            Person person = people.get(who);
            if (person == null) {
                throw new AssertionError("nobody is " + who);
            }
            return person;
        }

        /** Lets in whom the real one lets in, and then fails as a provider does. */
        private Turns engine() {
            return (Turns) Proxy.newProxyInstance(Turns.class.getClassLoader(), new Class<?>[] {Turns.class}, (proxy, method, arguments) -> {
                TurnRequest request = (TurnRequest) arguments[0];
                house.rooms.require(request.roomId(), request.person()).sending();
                throw new Problem(502, "upstream_failed", "The provider does not answer.");
            });
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row("GET /chat/rooms", ANYBODY, (s, room, p) -> s.rooms.list(null, null, p)),
            new Row("POST /chat/rooms", ANYBODY, (s, room, p) -> s.rooms.create(new RoomsResource.NewRoom("New", null), p)),
            new Row("GET /chat/rooms/{room_id}", READERS, (s, room, p) -> s.rooms.detail(room, p)),
            new Row("PATCH /chat/rooms/{room_id}", OWNERS, (s, room, p) -> s.rooms.change(room, House.json("{\"name\":\"Other\"}"), p)),
            new Row("DELETE /chat/rooms/{room_id}", OWNERS, (s, room, p) -> s.rooms.delete(room, p)),
            new Row("GET /chat/rooms/{room_id}/members", READERS, (s, room, p) -> s.members.members(room, p)),
            new Row("GET /chat/rooms/{room_id}/members/me", new int[] {404, 200, 200, 200, 200, 404}, (s, room, p) -> s.members.me(room, p)),
            new Row("POST /chat/rooms/{room_id}/members", LEADS,
                    (s, room, p) -> s.members.add(room, new MembersResource.NewMember(s.house.crowd.human("new").id(), null), p)),
            new Row("PATCH /chat/rooms/{room_id}/members/{user_id}", LEADS,
                    (s, room, p) -> s.members.change(room, s.other.id(), new MembersResource.ChangedMember(RoomRole.VIEWER), p)),
            new Row("DELETE /chat/rooms/{room_id}/members/{user_id}", LEADS, (s, room, p) -> s.members.remove(room, s.other.id(), p)),
            new Row("GET /chat/rooms/{room_id}/invites", LEADS, (s, room, p) -> s.invites.list(room, p)),
            new Row("POST /chat/rooms/{room_id}/invites", LEADS, (s, room, p) -> s.invites.make(room, new InvitesResource.NewInvite(null, null, null), p)),
            new Row("DELETE /chat/rooms/{room_id}/invites/{invite_id}", LEADS, (s, room, p) -> s.invites.revoke(room, s.invite.invite().id(), p)),
            new Row("GET /chat/rooms/{room_id}/artifacts", READERS, (s, room, p) -> s.artifacts.list(room, null, null, null, p)),
            new Row("POST /chat/rooms/{room_id}/artifacts", LEADS,
                    (s, room, p) -> s.artifacts.add(room, new ArtifactsResource.NewArtifact("notes", "# Notes", null, null, null), p)),
            new Row("GET /chat/rooms/{room_id}/artifacts/{artifact_id}", READERS, (s, room, p) -> s.artifacts.one(room, s.paper, p)),
            new Row("DELETE /chat/rooms/{room_id}/artifacts/{artifact_id}", LEADS, (s, room, p) -> s.artifacts.remove(room, s.paper, p)),
            new Row("POST /chat/rooms/{room_id}/artifacts/generate", LEADS, (s, room, p) -> s.artifacts.generate(room, p)),
            new Row("POST /chat/rooms/{room_id}/join", new int[] {200, 400, 400, 400, 400, 200},
                    (s, room, p) -> s.joining.joinRoom(room, new JoiningResource.Token(s.invite.token()), p)),
            new Row("POST /chat/rooms/join", new int[] {200, 400, 400, 400, 400, 200}, (s, room, p) -> s.joining.join(new JoiningResource.Token(s.invite.token()), p)),
            new Row("GET /chat/rooms/invites/preview", ANYBODY, (s, room, p) -> s.joining.preview(s.invite.token(), p)),
            new Row("POST /chat/rooms/invites/cleanup", new int[] {403, 403, 403, 403, 403, 200}, (s, room, p) -> s.joining.cleanUp(p)),
            new Row("PATCH /chat/rooms/{room_id}/mine", READERS, (s, room, p) -> s.mine.change(room, House.json("{\"pinned\":true}"), p)),
            new Row("GET /chat/rooms/{room_id}/messages", READERS, (s, room, p) -> s.messages.list(room, null, null, null, null, p)),
            new Row("POST /chat/rooms/{room_id}/messages", new int[] {403, 403, 502, 502, 502, 403},
                    (s, room, p) -> s.messages.ask(room, new MessagesResource.Said("hello", null), p)),
            new Row("POST /chat/rooms/{room_id}/messages/{message_id}/choose", WRITERS, (s, room, p) -> s.messages.choose(room, s.message, p)),
            new Row("GET /chat/messages/{room_id}", READERS, (s, room, p) -> s.transcript.list(room, null, null, null, null, p)),
            new Row("POST /chat/messages/{room_id}", WRITERS, (s, room, p) -> s.transcript.add(room, new MessagesResource.Said("hello", null), p)),
            new Row("GET /chat/messages/{room_id}/search", READERS, (s, room, p) -> s.transcript.search(room, "member", null, null, null, null, null, p)),
            new Row("GET /chat/messages/{room_id}/message/{message_id}", READERS, (s, room, p) -> s.transcript.one(room, s.message, p)),
            new Row("GET /chat/messages/{room_id}/message/{message_id}/versions", READERS, (s, room, p) -> s.transcript.versions(room, s.message, p)),
            new Row("GET /chat/messages/{room_id}/message/{message_id}/replies", READERS, (s, room, p) -> s.transcript.replies(room, s.message, p)),
            new Row("PATCH /chat/messages/{room_id}/message/{message_id}", new int[] {403, 403, 200, 403, 403, 403},
                    (s, room, p) -> s.transcript.edit(room, s.message, new MessagesResource.Said("in other words", null), p)),
            new Row("DELETE /chat/messages/{room_id}/message/{message_id}", LEADS, (s, room, p) -> s.transcript.delete(room, s.othersMessage, p)),
            new Row("GET /chat/search", ANYBODY, (s, room, p) -> new SearchResource(s.house.search).find("member", null, null, null, null, null, null, p)),
            new Row("GET /chat/rooms/{room_id}/export", READERS,
                    (s, room, p) -> new RoomExportResource(s.house.rooms, s.house.transcript).page(room, ZoneOffset.UTC, p)),
            new Row("GET /chat/export", ANYBODY, (s, room, p) -> new ArchiveWriter(new ArchiveStore(s.house.database), s.house.rooms, s.house.crowd, p)),
            new Row("POST /chat/import", ANYBODY, (s, room, p) -> new ArchiveImportResource(s.house.database, s.house.crowd)
                    .read(new ByteArrayInputStream("{\"format\":\"sparkbot-rooms\",\"rooms\":[]}".getBytes(StandardCharsets.UTF_8)), p)),
            new Row("POST /chat/users/bootstrap", ANYBODY, (s, room, p) -> new BootstrapResource(s.house.rooms).bootstrap(p)));

    @Test
    void every_route_of_the_bundle_stands_in_the_table_and_nothing_else_does() throws Exception {
        assertEquals(String.join("\n", routes()), String.join("\n", new TreeSet<>(TABLE.stream().map(Row::route).toList())));
    }

    @TestFactory
    Stream<DynamicTest> each_role_gets_what_the_table_says() {
        return TABLE.stream().map(row -> DynamicTest.dynamicTest(row.route(), () -> {
            Map<Who, Integer> expected = new LinkedHashMap<>();
            Map<Who, Integer> got = new LinkedHashMap<>();
            for (Who who : Who.values()) {
                DATABASE.clear();
                Scene scene = new Scene();
                expected.put(who, row.expected()[who.ordinal()]);
                got.put(who, status(row, scene, scene.room, scene.of(who)));
            }
            assertEquals(expected, got);
        }));
    }

    @TestFactory
    Stream<DynamicTest> an_unknown_room_is_not_found_by_anybody() {
        return TABLE.stream().filter(row -> row.route().contains("{room_id}")).map(row -> DynamicTest.dynamicTest(row.route(), () -> {
            DATABASE.clear();
            Scene scene = new Scene();
            for (Who who : List.of(Who.STRANGER, Who.OWNER, Who.OPERATOR)) {
                assertEquals(404, status(row, scene, UUID.randomUUID(), scene.of(who)), who.name());
            }
        }));
    }

    private static int status(Row row, Scene scene, UUID room, Person person) throws Exception {
        try {
            row.call().as(scene, room, person);
            return 200;
        } catch (Problem refused) {
            return refused.status();
        }
    }

    /** What the classes of the bundle declare, as the API document reads it. */
    private static TreeSet<String> routes() throws IOException, ClassNotFoundException {
        TreeSet<String> routes = new TreeSet<>();
        java.nio.file.Path classes = java.nio.file.Path.of(java.net.URI.create(String.valueOf(RoomsResource.class.getResource("RoomsResource.class")))).getParent();
        List<String> names = new ArrayList<>();
        try (Stream<java.nio.file.Path> files = Files.list(classes)) {
            files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.matches("\\w+\\.class")).forEach(names::add);
        }
        for (String name : names) {
            Class<?> type = Class.forName(RoomsResource.class.getPackageName() + "." + name.replace(".class", ""));
            Path root = type.getAnnotation(Path.class);
            if (root != null) {
                for (Method method : type.getDeclaredMethods()) {
                    verb(method).ifPresent(verb -> routes.add(verb + " " + root.value() + below(method)));
                }
            }
        }
        return routes;
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String below(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value();
    }
}
