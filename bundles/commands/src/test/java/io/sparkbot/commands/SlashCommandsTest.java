package io.sparkbot.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandDescriptor.Place;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.command.Commands;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.plugin.Drainable;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testosgi.TestBundle;
import io.sparkbot.testosgi.TestFramework;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The bundle in a real framework, with bundles that bring commands and go away with them. */
@Timeout(60)
class SlashCommandsTest {

    private static final String[] SHARED = Stream.of("command", "person", "plugin", "room", "web")
            .map(name -> "io.sparkbot.api." + name)
            .toArray(String[]::new);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Hall hall = new Hall();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private TestFramework framework;
    private Commands commands;
    private Drainable drainable;

    @BeforeEach
    void start() throws Exception {
        String[] packages = Stream.concat(Stream.of(SHARED), Stream.of("jakarta.ws.rs;version=3.1.0", "jakarta.ws.rs.core;version=3.1.0",
                "org.slf4j;version=2.0.20")).toArray(String[]::new);
        framework = TestFramework.start(
                Map.of(
                        "org.osgi.framework.system.capabilities.extra",
                        "osgi.implementation;osgi.implementation=osgi.jakartars;version:Version=\"2.0.0\""),
                packages);
        framework.install("jspecify").start();
        framework.context().registerService(Rooms.class, hall, null);
        framework.context().registerService(People.class, hall.people(), null);
        framework.installThisModule().start();
        commands = framework.service(Commands.class, "", LONG);
        drainable = framework.service(Drainable.class, "", LONG);
        System.getProperties().put("greet.latches", new CountDownLatch[] {began, release});
    }

    @AfterEach
    void stop() throws Exception {
        release.countDown();
        threads.close();
        framework.close();
    }

    private Bundle install(String name, Class<?> command) throws Exception {
        Bundle bundle = framework.install(TestBundle.named("test." + name, "1.0.0").packageOf(command));
        bundle.start();
        return bundle;
    }

    private String run(String line, Person person) {
        return commands.run(line, hall.room, person, "web").text();
    }

    private List<String> names(Person person) {
        return commands.usable(hall.room, person).stream().map(CommandDescriptor::name).toList();
    }

    private static Command of(String name, Audience audience) {
        return new Command() {
            @Override
            public CommandDescriptor descriptor() {
                return new CommandDescriptor(name, "/" + name, "Test", audience);
            }

            @Override
            public CommandResult run(CommandCall call) {
                return CommandResult.of(name + " ran");
            }
        };
    }

    @Test
    void a_bundle_that_comes_brings_its_command_at_once_and_takes_it_away_when_it_goes() throws Exception {
        Person member = hall.with(RoomRole.MEMBER);
        assertEquals(List.of("help"), names(member));
        Bundle bundle = install("one", io.sparkbot.commands.fixture.one.Greet.class);
        assertEquals(List.of("greet", "help"), names(member));
        assertEquals("one greets Ada for MEMBER", run("/greet  Ada ", member));
        assertEquals("one greets  for MEMBER", run("/HELLO", member), "aliases, in any case");
        assertTrue(run("/help", member).contains("/greet [NAME]  Greet somebody"), () -> run("/help", member));
        bundle.stop();
        assertEquals(List.of("help"), names(member));
        assertEquals(404, assertThrows(Problem.class, () -> run("/greet", member)).status());
        bundle.start();
        assertEquals("one greets x for MEMBER", run("/greet x", member));
    }

    @Test
    void an_unknown_command_is_answered_with_the_one_that_was_meant() throws Exception {
        install("one", io.sparkbot.commands.fixture.one.Greet.class);
        Problem problem = assertThrows(Problem.class, () -> run("/gret", hall.with(RoomRole.MEMBER)));
        assertEquals("not_found", problem.code());
        assertTrue(problem.detail().contains("Did you mean /greet?"), problem::detail);
        Problem hidden = assertThrows(Problem.class, () -> run("/gret", hall.with(RoomRole.VIEWER)));
        assertFalse(hidden.detail().contains("greet?"), "what one may not use is not suggested");
    }

    @Test
    void each_role_sees_and_runs_only_what_is_for_it() {
        for (Audience audience : Audience.values()) {
            framework.context().registerService(Command.class, of("for-" + audience.name().toLowerCase(java.util.Locale.ROOT), audience), null);
        }
        Person viewer = hall.with(RoomRole.VIEWER);
        Person member = hall.with(RoomRole.MEMBER);
        Person mod = hall.with(RoomRole.MOD);
        assertEquals(List.of("for-reader", "help"), names(viewer));
        assertEquals(List.of("for-reader", "for-writer", "help"), names(member));
        assertEquals(List.of("for-lead", "for-reader", "for-writer", "help"), names(mod));
        assertEquals("viewer_read_only", assertThrows(Problem.class, () -> run("/for-writer", viewer)).code());
        assertEquals("not_allowed", assertThrows(Problem.class, () -> run("/for-lead", member)).code());
        assertEquals("not_operator", assertThrows(Problem.class, () -> run("/for-operator", mod)).code());
        assertEquals("not_member", assertThrows(Problem.class, () -> run("/for-reader", Hall.human("stranger"))).code());
        assertEquals("for-operator ran", run("/for-operator", hall.operatorAs(RoomRole.MEMBER)));
        assertEquals("viewer_read_only", assertThrows(Problem.class, () -> run("/for-operator", hall.operatorAs(RoomRole.VIEWER))).code());
    }

    @Test
    void an_update_beside_the_old_version_switches_when_the_old_one_drains_and_cuts_no_run() throws Exception {
        Person member = hall.with(RoomRole.MEMBER);
        Bundle old = install("same", io.sparkbot.commands.fixture.one.Greet.class);
        Bundle fresh = framework.install(TestBundle.named("test.same", "1.1.0").packageOf(io.sparkbot.commands.fixture.two.Greet.class));
        fresh.start();
        assertTrue(run("/greet", member).startsWith("one"), "the one installed first serves");
        Future<String> waiting = threads.submit(() -> run("/greet wait", member));
        assertTrue(began.await(20, TimeUnit.SECONDS));
        CompletableFuture<Void> drained = drainable.drain(old.getBundleId()).toCompletableFuture();
        assertTrue(run("/greet", member).startsWith("two"), "draining is the switch");
        assertFalse(drained.isDone());
        release.countDown();
        assertEquals("one waited", waiting.get(20, TimeUnit.SECONDS));
        drained.get(20, TimeUnit.SECONDS);
        old.uninstall();
        drainable.resume(old.getBundleId());
        assertTrue(run("/greet", member).startsWith("two"));
    }

    @Test
    void a_run_that_outlasts_the_drain_is_interrupted() throws Exception {
        Bundle bundle = install("one", io.sparkbot.commands.fixture.one.Greet.class);
        Person member = hall.with(RoomRole.MEMBER);
        Future<String> waiting = threads.submit(() -> run("/greet wait", member));
        assertTrue(began.await(20, TimeUnit.SECONDS));
        drainable.drain(bundle.getBundleId());
        assertEquals("unavailable", assertThrows(Problem.class, () -> run("/greet", member)).code());
        drainable.cut(bundle.getBundleId());
        assertEquals("one was cut", waiting.get(20, TimeUnit.SECONDS));
    }

    @Test
    void a_plain_stop_waits_for_the_run() throws Exception {
        Bundle bundle = install("one", io.sparkbot.commands.fixture.one.Greet.class);
        Person member = hall.with(RoomRole.MEMBER);
        Future<String> waiting = threads.submit(() -> run("/greet wait", member));
        assertTrue(began.await(20, TimeUnit.SECONDS));
        CompletableFuture<Long> stopped = new CompletableFuture<>();
        Thread stopping = Thread.ofPlatform().start(() -> {
            try {
                bundle.stop();
                stopped.complete(release.getCount());
            } catch (BundleException e) {
                stopped.completeExceptionally(e);
            }
        });
        while (commands.find("/greet").isPresent() || stopping.isAlive() && stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        release.countDown();
        assertEquals("one waited", waiting.get(20, TimeUnit.SECONDS));
        assertEquals(0, stopped.get(20, TimeUnit.SECONDS), "the bundle was stopped before its run had ended");
    }

    @Test
    @Tag("F-051")
    void a_bundle_of_a_higher_level_cannot_take_a_name_and_a_badly_named_command_is_left_out() throws Exception {
        Bundle skill = framework.install(TestBundle.named("test.skill", "1.0.0").packageOf(io.sparkbot.commands.fixture.one.Greet.class));
        skill.adapt(org.osgi.framework.startlevel.BundleStartLevel.class).setStartLevel(1);
        skill.start();
        framework.context().registerService(Command.class, of("greet", Audience.READER), null);
        assertEquals("greet ran", run("/greet", hall.with(RoomRole.MEMBER)), "the framework's own level 0 is below the skill's");
        framework.context().registerService(Command.class, of("Not Good", Audience.READER), null);
        assertTrue(commands.usable(hall.room, hall.with(RoomRole.OWNER)).stream().noneMatch(command -> command.name().equals("Not Good")));
        assertEquals(Place.SERVER, commands.find("/help").orElseThrow().place());
    }
}
