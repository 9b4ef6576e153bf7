package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.web.Browser.Answer;
import io.sparkbot.web.fixture.turns.Activator;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** REST survives hot deploy: what one bundle does is not felt by the callers of another, nor by its own. */
class HotDeployTest {

    @TempDir
    Path folder;

    @Test
    void updates_under_load_fail_no_request_and_cut_no_stream() throws Exception {
        try (Frame frame = SharedFrame.start(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Bundle current = fixture(frame, "fixture.turns");
            List<Future<String>> streams = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                streams.add(threads.submit(() -> stream(frame, "/api/v1/fixture/rooms/x/stream?count=100&pause=20")));
            }
            AtomicBoolean over = new AtomicBoolean();
            List<Load> loads = List.of(
                    new Load(frame, "/api/v1/fixture/rooms/version", over),
                    new Load(frame, "/api/v1/fixture/rooms/7/turns", over),
                    new Load(frame, "/api/v1/fixture/rooms/7/turns?take=30", over));
            List<Future<?>> running = new ArrayList<>();
            loads.forEach(load -> running.add(threads.submit(load)));
            List<Long> updates = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                long start = System.nanoTime();
                current = update(frame, current, i);
                updates.add((System.nanoTime() - start) / 1_000_000);
            }
            over.set(true);
            for (Future<?> load : running) {
                load.get();
            }
            for (Future<String> stream : streams) {
                assertTrue(stream.get().contains("\"seq\":100,"), "a stream of the other bundle was cut");
            }
            assertTrue(new Browser(frame).get("/api/v1/fixture/rooms/7/turns").body().contains("1.0.20"));
            Collections.sort(updates);
            System.out.printf("20 updates under load: median %d ms, longest %d ms; %s%n", updates.get(10), updates.getLast(), loads);
            for (Load load : loads) {
                assertEquals(0, load.failed.size(), load.path + ": " + load.failed);
                assertTrue(load.answered > 0, load.path + " was never answered");
            }
        }
    }

    @Test
    void a_running_call_of_the_old_version_ends_well_while_the_new_one_answers_already() throws Exception {
        try (Frame frame = SharedFrame.start(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Browser browser = new Browser(frame);
            Bundle old = fixture(frame, "fixture.turns");
            Future<Answer> slow = threads.submit(() -> browser.get("/api/v1/fixture/rooms/7/turns?take=1500"));
            await(() -> drainables(frame).running(old) > 0);
            Bundle next = frame.deploy(new FixtureJar("fixture.turns", "2.0.0").packageOf(Activator.class).writeTo(folder));
            assertTrue(browser.get("/api/v1/fixture/rooms/7/turns").body().contains("1.0.0"), "the version installed first serves until it drains");
            CompletionStage<Void> drained = drainables(frame).drain(old);
            assertTrue(browser.get("/api/v1/fixture/rooms/7/turns").body().contains("2.0.0"));
            drained.toCompletableFuture().join();
            old.uninstall();
            assertTrue(slow.get().body().contains("1.0.0"), slow.get().body());
            assertEquals(Bundle.ACTIVE, next.getState());
        }
    }

    @Test
    void a_call_that_outlasts_the_drain_can_be_cut() throws Exception {
        try (Frame frame = SharedFrame.start(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Browser browser = new Browser(frame);
            Bundle bundle = fixture(frame, "fixture.turns");
            Future<Answer> endless = threads.submit(() -> browser.get("/api/v1/fixture/rooms/7/turns/endless"));
            await(() -> drainables(frame).running(bundle) > 0);
            CompletionStage<Void> drained = drainables(frame).drain(bundle);
            drainables(frame).cut(bundle);
            drained.toCompletableFuture().join();
            assertEquals("\"cut\"", endless.get().body());
        }
    }

    @Test
    void an_address_that_goes_away_for_good_is_first_503_and_then_404() throws Exception {
        try (Frame frame = SharedFrame.start()) {
            Browser browser = new Browser(frame);
            Bundle bundle = fixture(frame, "fixture.turns");
            drainables(frame).drain(bundle).toCompletableFuture().join();
            Answer gap = browser.get("/api/v1/fixture/rooms/7/turns", "Authorization: Bearer member");
            assertEquals(503, gap.status());
            assertEquals("2", gap.header("Retry-After"));
            bundle.uninstall();
            await(() -> browser.get("/api/v1/fixture/rooms/7/turns").status() == 404);
        }
    }

    @Test
    void a_plain_update_is_bridged_or_told_but_never_unknown_nor_broken() throws Exception {
        try (Frame frame = SharedFrame.start(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Bundle bundle = fixture(frame, "fixture.turns");
            AtomicBoolean over = new AtomicBoolean();
            Load load = new Load(frame, "/api/v1/fixture/rooms/7/turns?take=5", over);
            Future<?> running = threads.submit(load);
            for (int i = 1; i <= 10; i++) {
                bundle.stop();
                bundle.update(new FixtureJar("fixture.turns", "1.1." + i).packageOf(Activator.class).writeTo(folder).toUri().toURL().openStream());
                bundle.start();
            }
            over.set(true);
            running.get();
            assertTrue(load.failed.stream().allMatch(answer -> answer.startsWith("503")), load.failed::toString);
        }
    }

    @Test
    void a_plugin_cannot_put_itself_before_a_built_in_address() throws Exception {
        try (Frame frame = SharedFrame.start()) {
            Bundle web = fixture(frame, "io.sparkbot.web");
            web.adapt(org.osgi.framework.startlevel.BundleStartLevel.class).setStartLevel(30);
            Bundle plugin = frame.framework().getBundleContext().installBundle("reference:" + new FixtureJar("a.plugin", "9.9.9")
                    .packageOf(io.sparkbot.web.fixture.hijack.Activator.class).writeTo(folder).toUri());
            plugin.adapt(org.osgi.framework.startlevel.BundleStartLevel.class).setStartLevel(60);
            plugin.start();
            assertEquals("true", new Browser(frame).get("/api/v1/utils/health-check").body());
            assertEquals(200, new Browser(frame).get("/api/v1/utils/own").status());
        }
    }

    /** As the deployer does it: the new version beside the old one, the old one drained, then gone. */
    private Bundle update(Frame frame, Bundle old, int number) throws Exception {
        Bundle next = frame.deploy(new FixtureJar("fixture.turns", "1.0." + number).packageOf(Activator.class).writeTo(folder));
        drainables(frame).drain(old).toCompletableFuture().join();
        old.uninstall();
        return next;
    }

    private static Bundle fixture(Frame frame, String name) {
        for (Bundle bundle : frame.framework().getBundleContext().getBundles()) {
            if (bundle.getSymbolicName().equals(name)) {
                return bundle;
            }
        }
        throw new IllegalStateException("no bundle " + name);
    }

    private static Drains drainables(Frame frame) {
        return new Drains(frame.framework().getBundleContext());
    }

    /** The drainable service of the web bundle, whose types live in another class loader. */
    private record Drains(BundleContext context) {

        @SuppressWarnings("unchecked")
        CompletionStage<Void> drain(Bundle bundle) throws Exception {
            return (CompletionStage<Void>) call("drain", bundle);
        }

        void cut(Bundle bundle) throws Exception {
            call("cut", bundle);
        }

        int running(Bundle bundle) throws Exception {
            Object leases = service();
            return (Integer) leases.getClass().getMethod("running", long.class).invoke(leases, bundle.getBundleId());
        }

        private Object call(String method, Bundle bundle) throws Exception {
            Object leases = service();
            return leases.getClass().getMethod(method, long.class).invoke(leases, bundle.getBundleId());
        }

        private Object service() throws Exception {
            ServiceReference<?> reference = context.getAllServiceReferences("io.sparkbot.api.plugin.Drainable", null)[0];
            return context.getService(reference);
        }
    }

    private static void await(Check check) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!check.get()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            Thread.onSpinWait();
        }
    }

    private interface Check {
        boolean get() throws Exception;
    }

    private static String stream(Frame frame, String path) throws Exception {
        try (Socket socket = StreamTest.open(frame, "member", path)) {
            InputStream in = socket.getInputStream();
            StreamTest.head(in);
            return StreamTest.rest(in);
        }
    }

    /** Asks one address again and again. */
    private static final class Load implements Runnable {

        private final Browser browser;
        private final String path;
        private final AtomicBoolean over;
        private final List<String> failed = new ArrayList<>();
        private final List<Long> micros = new ArrayList<>();
        private int answered;

        Load(Frame frame, String path, AtomicBoolean over) {
            this.browser = new Browser(frame);
            this.path = path;
            this.over = over;
        }

        @Override
        public void run() {
            while (!over.get()) {
                long start = System.nanoTime();
                try {
                    Answer answer = browser.get(path);
                    if (answer.status() == 200) {
                        answered++;
                    } else {
                        failed.add(answer.status() + " " + answer.body());
                    }
                } catch (Exception e) {
                    failed.add(String.valueOf(e));
                }
                micros.add((System.nanoTime() - start) / 1000);
            }
        }

        @Override
        public String toString() {
            Collections.sort(micros);
            return "%s: %d x 200, %d failed, p50 %.1f ms, p99 %.1f ms"
                    .formatted(path, answered, failed.size(), micros.get(micros.size() / 2) / 1000.0, micros.get(micros.size() * 99 / 100) / 1000.0);
        }
    }
}
