package io.sparkbot.notices;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Caller;
import io.sparkbot.testkit.PushService;

/** Notices on a real database and real push services; rooms, turns and approvals are the test's. */
final class Office implements AutoCloseable {

    final UUID room = UUID.randomUUID();
    final Session session = session("ada");
    final Session stranger = session("bob");
    final TestSealer sealer = new TestSealer();
    final NoticeStore store;
    final NoticesResource resource;
    final Watch watch;
    private final NoticesSettings settings;
    /** One after the other, so that the end of what was begun can be waited for. */
    private final ExecutorService work = Executors.newSingleThreadExecutor();
    volatile int unread;
    volatile boolean member = true;
    volatile boolean wantsNotices = true;
    volatile Approval.State approvalState = Approval.State.PENDING;

    Office(Database database) {
        store = new NoticeStore(database);
        settings = new NoticesSettings(config(false));
        ServerKey key = new ServerKey(store, sealer);
        resource = new NoticesResource(store, key);
        Rooms rooms = fake(Rooms.class, (name, arguments) -> switch (name) {
            case "unread" -> unread;
            case "member" -> member ? Optional.of(new Member(room, session.person().id(), RoomRole.MEMBER, Instant.now())) : Optional.empty();
            case "find" -> Optional.of(new Room(room, "Offsite", Optional.empty(), session.person().id(), Instant.now(), Instant.now(), Optional.empty(), false));
            default -> throw new UnsupportedOperationException(name);
        });
        Turns turns = fake(Turns.class, (name, arguments) -> Optional.of(
                new Turn((UUID) arguments[0], room, session.person().id(), UUID.randomUUID(), TurnState.DONE, Instant.now(), Optional.of(Instant.now()), 3)));
        Approvals approvals = fake(Approvals.class, (name, arguments) -> Optional.of(approval((UUID) arguments[0])));
        Preferences preferences = person -> new Preferences.Choice(Optional.of(Locale.GERMAN), Optional.empty(), wantsNotices);
        watch = new Watch(turns, approvals, rooms, preferences, store, settings, new Courier(new Plain(), store, key, settings), Clock.systemUTC(), Duration.ZERO, work);
    }

    private static Session session(String name) {
        return new Session(UUID.randomUUID(), new Person(UUID.randomUUID(), name, name, PersonType.HUMAN, AccountRole.MEMBER, true), Instant.now().plusSeconds(3600));
    }

    private Approval approval(UUID id) {
        return new Approval(
                id, Approval.Kind.CONFIRM, "filesystem", "{}", Map.of(), "delete a file", "it acts", session.person().id(), room, Optional.empty(), UUID.randomUUID(),
                Optional.empty(), "web", approvalState, Instant.now(), Instant.now().plusSeconds(600), Optional.empty(), Optional.empty());
    }

    Caller caller(Session of) {
        return new Caller(Optional.of(of), "127.0.0.1", "Firefox on Linux", true, false);
    }

    void subscribe(PushService at) {
        resource.add(body(at), session.person(), caller(session));
    }

    static NoticesResource.NewSubscription body(PushService at) {
        return new NoticesResource.NewSubscription(at.endpoint().toString(), new NoticesResource.Keys(at.p256dh(), at.auth()));
    }

    /** A turn that began this many seconds ago, by its id (UUIDv7). */
    static UUID turnBegun(long secondsAgo) {
        long millis = Instant.now().minusSeconds(secondsAgo).toEpochMilli();
        return new UUID(millis << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
    }

    void answered(long seconds) {
        watch.on(new RoomEvent.TurnChanged(room, turnBegun(seconds), "done", UUID.randomUUID()));
    }

    void asked() {
        watch.on(new RoomEvent.ConfirmationChanged(room, UUID.randomUUID(), "pending"));
    }

    /** Waits until nothing is under way. */
    void awaitQuiet() throws Exception {
        work.submit(() -> {}).get();
    }

    void roomNames(boolean shown) {
        settings.modified(config(shown));
    }

    private static NoticesConfig config(boolean names) {
        return fake(NoticesConfig.class, (name, arguments) -> name.equals("room_names") ? names : NoticesConfig.class.getMethod(name).getDefaultValue());
    }

    @FunctionalInterface
    private interface Answers {
        Object answer(String method, Object[] arguments) throws Exception;
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answers.answer(method.getName(), arguments)));
    }

    @Override
    public void close() {
        watch.stop();
    }

    /** Seals by turning every byte over, and remembers what it was given. */
    static final class TestSealer implements Sealer {

        final List<byte[]> plain = new CopyOnWriteArrayList<>();
        volatile boolean refuse;

        @Override
        public byte[] seal(byte[] bytes, String context) {
            plain.add(bytes);
            refuse = false;
            return turned(bytes);
        }

        @Override
        public byte[] open(byte[] sealed, String context) {
            if (refuse) {
                throw new IllegalArgumentException("not ours");
            }
            return turned(sealed);
        }

        private static byte[] turned(byte[] bytes) {
            byte[] turned = bytes.clone();
            for (int i = 0; i < turned.length; i++) {
                turned[i] = (byte) ~turned[i];
            }
            return turned;
        }
    }

    /** A way out without guards: the push services of the test are on this machine. */
    private static final class Plain implements OutboundHttp {

        private final HttpClient client = HttpClient.newHttpClient();

        @Override
        public Answer send(Request request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Answer post(URI uri, Map<String, String> headers, byte[] body, Duration timeout, OutboundHttp.Caller caller) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout).POST(HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            return new Answer(client.send(request.build(), BodyHandlers.discarding()).statusCode(), "", "", false);
        }
    }
}
