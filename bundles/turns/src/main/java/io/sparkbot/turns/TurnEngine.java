package io.sparkbot.turns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.health.StartProblem;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.turn.Turns;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The engine as a service: put together when its ground services are there, taken apart in order when one of them goes. */
@Component(service = {Turns.class, TurnEngine.class}, immediate = true)
public final class TurnEngine implements Turns {

    /** How long a turn waits for a database that is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Engine engine;
    private final Upkeep upkeep;
    private final Notices notices;

    /** @throws IOException when the configured system prompt cannot be used; the start of the product ends with the reason */
    @Activate
    public TurnEngine(
            BundleContext context,
            @Reference(target = "(schema=turns)") Database database,
            @Reference Rooms rooms,
            @Reference Messages messages,
            @Reference RoomEvents events,
            @Reference People people,
            @Reference Sealer sealer,
            @Reference Contributions contributions,
            @Reference TurnSettings settings,
            @Reference Notices notices)
            throws IOException {
        Nodes.Identity self = new Nodes.Identity(database.newId(), installation(context), process());
        TurnStore store = new TurnStore(database, Clock.systemUTC());
        Nodes nodes = new Nodes(database, self);
        Prompt prompt = new Prompt(basePrompt(context, settings), settings, messages);
        Endings endings = new Endings(store, rooms, messages, people, events, contributions, PATIENCE);
        Parking parking = new Parking(store, contributions, people, sealer, events, self.id());
        Line line = new Line(database, messages, events, settings);
        Steering steering = new Steering(database, store, messages);
        this.engine = new Engine(self.id(), store, rooms, messages, people, events, contributions, settings, prompt, endings, parking, line, steering, PATIENCE);
        this.upkeep = new Upkeep(engine, store, nodes, contributions, settings);
        this.notices = notices;
        notices.attach(engine);
        upkeep.start();
    }

    private static BasePrompt basePrompt(BundleContext context, TurnSettings settings) throws IOException {
        try {
            return new BasePrompt(settings.systemPromptFile());
        } catch (IOException e) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put(StartProblem.PROBLEM, String.valueOf(e.getMessage()));
            context.registerService(StartProblem.class, new StartProblem() {}, properties);
            throw e;
        }
    }

    private static String installation(BundleContext context) {
        String home = context.getProperty("sparkbot.home");
        String host = System.getenv("HOSTNAME");
        try {
            return (host == null ? InetAddress.getLocalHost().getHostName() : host) + ":" + home;
        } catch (UnknownHostException e) {
            return "localhost:" + home;
        }
    }

    private static String process() {
        ProcessHandle handle = ProcessHandle.current();
        return handle.pid() + "@" + handle.info().startInstant().map(Instant::toString).orElse("?");
    }

    @Deactivate
    void deactivate() {
        notices.detach(engine);
        engine.close();
        upkeep.close();
    }

    @Override
    public Turn start(TurnRequest request) {
        return engine.start(request);
    }

    @Override
    public Turn regenerate(UUID roomId, UUID messageId, Person person, String source) {
        return engine.regenerate(roomId, messageId, person, source);
    }

    @Override
    public Turn rerun(UUID roomId, UUID messageId, String content, Person person, String source) {
        return engine.rerun(roomId, messageId, content, person, source);
    }

    @Override
    public Queued queue(TurnRequest request) {
        return engine.queue(request);
    }

    @Override
    public List<Queued> queued(UUID roomId, UUID personId) {
        return engine.queued(roomId, personId);
    }

    @Override
    public boolean unqueue(UUID roomId, UUID personId, UUID queuedId) {
        return engine.unqueue(roomId, personId, queuedId);
    }

    @Override
    public UUID steer(UUID roomId, UUID turnId, Person person, String content) {
        return engine.steer(roomId, turnId, person, content);
    }

    @Override
    public Optional<Turn> find(UUID turnId) {
        return engine.find(turnId);
    }

    @Override
    public List<Turn> of(UUID roomId, Set<TurnState> states, int limit) {
        return engine.of(roomId, states, limit);
    }

    @Override
    public TurnStream follow(UUID turnId, long after) {
        return engine.follow(turnId, after);
    }

    @Override
    public String wire(TurnEvent.Numbered event, boolean known) {
        return engine.wire(event, known);
    }

    @Override
    public boolean stop(UUID turnId, Person person) {
        return engine.stop(turnId, person);
    }

    @Override
    public Resumed decide(UUID confirmId, UUID roomId, Person decider, boolean approve, String source) {
        return engine.decide(confirmId, roomId, decider, approve, source);
    }
}
