package io.sparkbot.turns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.rooms.RoomDirectory;
import io.sparkbot.rooms.RoomSettings;
import io.sparkbot.rooms.Transcript;
import io.sparkbot.testdb.TestDatabase;
import org.jspecify.annotations.NullUnmarked;

/** Engines on a real database with real rooms; the model, the gate and the approvals are the test's. */
@NullUnmarked
final class Plant implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(20);

    final Outage database;
    final Crowd crowd;
    final Person ada;
    final Person ben;
    final UUID room;
    final Rooms rooms;
    final Messages messages;
    final BlockingQueue<RoomEvent> heard = new LinkedBlockingQueue<>();
    final ScriptedModel model = new ScriptedModel();
    final Desk desk = new Desk();
    final ScriptedGate gate = new ScriptedGate(desk);
    final Map<String, Object> set = new ConcurrentHashMap<>();
    final TurnSettings settings;
    final TurnStore store;
    Duration patience = Duration.ofSeconds(20);
    private final List<Machine> machines = new ArrayList<>();

    Plant(TestDatabase testDatabase) {
        testDatabase.clear();
        database = new Outage(testDatabase.of("turns"));
        Database roomDatabase = testDatabase.of("rooms");
        crowd = new Crowd(database);
        ada = crowd.human("ada");
        ben = crowd.human("ben");
        RoomEvents events = event -> database.afterCommit(() -> heard.add(event));
        rooms = new RoomDirectory(roomDatabase, events, crowd, new RoomSettings(null));
        messages = new Transcript(roomDatabase, crowd, events);
        settings = new TurnSettings(config());
        store = new TurnStore(database, Clock.systemUTC());
        room = room(ada, ben);
    }

    /** One engine with what belongs to it. */
    record Machine(Engine engine, Upkeep upkeep, Nodes nodes, Contributions contributions) {}

    private TurnsConfig config() {
        return (TurnsConfig) Proxy.newProxyInstance(TurnsConfig.class.getClassLoader(), new Class<?>[] {TurnsConfig.class},
                (proxy, method, arguments) -> set.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    UUID room(Person... people) {
        UUID id = database.newId();
        database.transaction(sql -> {
            sql.execute("insert into rooms.room (id, name, created_by, created_at, updated_at, execution_allowed) values (?, 'Room', ?, now(), now(), false)", id, people[0].id());
            for (Person person : people) {
                sql.execute("insert into rooms.member (room_id, person_id, role, joined_at) values (?, ?, ?, now())", id, person.id(), person == people[0] ? "OWNER" : "MEMBER");
            }
            return id;
        });
        return id;
    }

    void toolRounds(UUID roomId, int rounds) {
        database.query(sql -> sql.execute("update rooms.room set tool_rounds = ? where id = ?", rounds, roomId));
    }

    Machine machine() {
        return machine("host:home", "1@now");
    }

    /** An engine; its upkeep does not run by itself. */
    Machine machine(String installation, String process) {
        Nodes.Identity self = new Nodes.Identity(database.newId(), installation, process);
        Contributions contributions = new Contributions();
        contributions.setModels(model);
        contributions.setGate(gate);
        contributions.setApprovals(desk);
        contributions.setToolbox(tools("look", "count", "web_search", "ask_delete", "ask_send", "denied_thing"));
        contributions.setRedactor(plainRedactor());
        RoomEvents events = event -> database.afterCommit(() -> heard.add(event));
        Prompt prompt;
        try {
            prompt = new Prompt(new BasePrompt(""), settings, messages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Endings endings = new Endings(store, rooms, messages, crowd, events, contributions, patience);
        Parking parking = new Parking(store, contributions, crowd, reversing(), events, self.id());
        Engine engine = new Engine(
                self.id(), store, rooms, messages, crowd, events, contributions, settings, prompt, endings, parking,
                new Line(database, messages, events, settings), new Steering(database, store, messages), patience);
        Nodes nodes = new Nodes(database, self);
        nodes.beat();
        desk.observers.add(engine::lapsed);
        Machine machine = new Machine(engine, new Upkeep(engine, store, nodes, contributions, settings), nodes, contributions);
        machines.add(machine);
        return machine;
    }

    static Toolbox tools(String... names) {
        List<Toolbox.Entry> entries = new ArrayList<>();
        for (String name : names) {
            ToolDescriptor descriptor = new ToolDescriptor(name, "does " + name, "{\"type\":\"object\"}", ToolPolicy.of(ActionType.READ, "workspace"));
            entries.add(new Toolbox.Entry(descriptor, "test", "1", false, Optional.empty(), Optional.empty()));
        }
        return () -> entries;
    }

    private static Redactor plainRedactor() {
        return new Redactor() {
            @Override
            public Map<String, Object> redact(Map<String, ?> values) {
                return Map.copyOf(values);
            }

            @Override
            public String redact(String text) {
                return text.replace("s3cret", PLACEHOLDER);
            }
        };
    }

    /** Not a secret, but bytes that differ, bound to their context. */
    private static Sealer reversing() {
        return new Sealer() {
            @Override
            public byte[] seal(byte[] plain, String context) {
                byte[] sealed = plain.clone();
                for (int i = 0; i < sealed.length; i++) {
                    sealed[i] ^= (byte) context.hashCode();
                }
                return sealed;
            }

            @Override
            public byte[] open(byte[] sealed, String context) {
                return seal(sealed, context);
            }
        };
    }

    TurnRequest says(Person person, String content) {
        return new TurnRequest(room, person, content, Optional.empty(), "web");
    }

    /** Reads until the turn is over or waits. */
    static List<Numbered> readAll(Turns turns, UUID turnId, long after) throws InterruptedException {
        List<Numbered> events = new ArrayList<>();
        try (TurnStream stream = turns.follow(turnId, after)) {
            while (!stream.ended()) {
                Optional<Numbered> next = stream.next(LONG);
                if (next.isEmpty() && !stream.ended()) {
                    throw new AssertionError("nothing came for " + LONG + " after " + events);
                }
                next.ifPresent(events::add);
            }
        }
        return events;
    }

    static List<Numbered> readAll(Turns turns, Turn turn) throws InterruptedException {
        return readAll(turns, turn.id(), 0);
    }

    /** Reads up to and with the first event of this kind. */
    static <E extends TurnEvent> E readTo(TurnStream stream, Class<E> kind) throws InterruptedException {
        while (true) {
            Numbered next = stream.next(LONG).orElseThrow(() -> new AssertionError("no " + kind.getSimpleName()));
            if (kind.isInstance(next.event())) {
                return kind.cast(next.event());
            }
        }
    }

    static List<String> kinds(List<Numbered> events) {
        List<String> kinds = new ArrayList<>();
        for (Numbered numbered : events) {
            String kind = EventCodec.wire(numbered.event()).path("type").asText();
            if (!kind.equals("token") || kinds.isEmpty() || !kinds.getLast().equals("token")) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    static String text(List<Numbered> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(numbered -> {
            if (numbered.event() instanceof TurnEvent.Token token) {
                text.append(token.text());
            }
        });
        return text.toString();
    }

    static <E extends TurnEvent> E last(List<Numbered> events, Class<E> kind) {
        return kind.cast(events.getLast().event());
    }

    TurnState state(UUID turnId) {
        return store.find(turnId).orElseThrow().turn().state();
    }

    /** Messages of the bot in the room, oldest first. */
    List<Message> answers() {
        return messages.newest(room, 100).stream().filter(message -> message.senderUsername().equals("sparkbot")).toList();
    }

    List<Approval> pending() {
        return desk.pending(List.of(room), 100);
    }

    @Override
    public void close() {
        database.down = false;
        machines.forEach(machine -> machine.engine().close());
    }
}
