package io.sparkbot.plugins;

import io.sparkbot.api.plugin.Leases;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.tool.Toolbox;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Calls tools as the gate does: on a lease, the version installed first until it drains. */
final class ToolGate implements Toolbox {

    private static final ToolCall NO_CALL = (ToolCall) Proxy.newProxyInstance(
            ToolCall.class.getClassLoader(), new Class<?>[] {ToolCall.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    final Leases leases = new Leases();
    final Map<String, String> rejected = new ConcurrentHashMap<>();
    private final ServiceTracker<Tool, Tool> tracker;

    ToolGate(BundleContext context) {
        tracker = new ServiceTracker<>(context, Tool.class, null);
        tracker.open(true);
    }

    private record Offer(long bundle, Tool tool) {}

    /** @throws IllegalStateException when nobody offers the tool */
    String call(String name) throws Exception {
        while (true) {
            // A list taken right before a switch holds only the version that now drains: it says nothing, so look again.
            Optional<Offer> found = serving(name).or(() -> serving(name));
            Offer offer = found.orElseThrow(() -> new IllegalStateException("no tool " + name));
            Optional<Leases.Lease> lease = leases.take(offer.bundle(), Thread.currentThread()::interrupt);
            if (lease.isPresent()) {
                try (Leases.Lease held = lease.get()) {
                    ToolResult result = offer.tool().call(NO_CALL);
                    return result.text();
                }
            }
        }
    }

    private Optional<Offer> serving(String name) {
        return offers(name).stream()
                .filter(candidate -> !leases.isDraining(candidate.bundle()))
                .findFirst();
    }

    boolean offers(String name, String text) throws Exception {
        return !offers(name).isEmpty() && call(name).equals(text);
    }

    /** The tool itself, which is made anew when its bundle is stopped and started. */
    Tool tool(String name) {
        return offers(name).getFirst().tool();
    }

    private List<Offer> offers(String name) {
        Map<ServiceReference<Tool>, Tool> tools = tracker.getTracked();
        return tools.entrySet().stream()
                .filter(entry -> entry.getValue().descriptor().name().equals(name))
                .flatMap(entry -> Stream.ofNullable(entry.getKey().getBundle()).map(bundle -> new Offer(bundle.getBundleId(), entry.getValue())))
                .sorted(Comparator.comparing(Offer::bundle))
                .toList();
    }

    /** Waits until a tool of this name is offered, or is offered no more. */
    void await(String name, boolean offered) throws TimeoutException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (offers(name).isEmpty() == offered) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("tool " + name + (offered ? " did not come" : " did not go"));
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public List<Entry> tools() {
        return tracker.getTracked().values().stream().map(this::entry).toList();
    }

    @Override
    public List<Entry> offeredBy(long bundleId) {
        return tracker.getTracked().entrySet().stream()
                .filter(entry -> Stream.ofNullable(entry.getKey().getBundle()).anyMatch(bundle -> bundle.getBundleId() == bundleId))
                .map(entry -> entry(entry.getValue()))
                .toList();
    }

    private Entry entry(Tool tool) {
        var bundle = FrameworkUtil.getBundle(tool.getClass());
        return new Entry(
                tool.descriptor(),
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                true,
                Optional.ofNullable(rejected.get(tool.descriptor().name())),
                Optional.empty());
    }

    void close() {
        tracker.close();
    }
}
