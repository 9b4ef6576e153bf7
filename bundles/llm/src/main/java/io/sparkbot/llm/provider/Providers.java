package io.sparkbot.llm.provider;

import io.sparkbot.api.plugin.Drainable;
import io.sparkbot.api.plugin.Leases;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.http.CallStop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The providers that are there. A provider whose bundle drains gets no new calls; running ones go on until they end or are cut. A call that
 * comes in the moment between an old and a new version waits for the new one.
 */
@Component(service = {Providers.class, Drainable.class})
public final class Providers implements Drainable {

    private static final Duration GAP = Duration.ofSeconds(3);
    private static final long LAST_WORDS_SECONDS = 2;

    private record Entry(LlmProvider provider, int ranking, long bundle) {}

    private final Leases leases = new Leases();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Entry> entries = new ArrayList<>();
    private final Duration gap;
    private long lastLoss = System.nanoTime();

    @Activate
    public Providers() {
        this(GAP);
    }

    /** @param gap how long a new call waits for a provider after the start or after one has left */
    public Providers(Duration gap) {
        this.gap = gap;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void add(LlmProvider provider, Map<String, Object> properties) {
        int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
        long bundle = properties.get(Constants.SERVICE_BUNDLEID) instanceof Long number ? number : 0;
        change(() -> {
            entries.add(new Entry(provider, ranking, bundle));
            // of two versions the one installed first serves until it drains
            entries.sort(Comparator.comparingInt(Entry::ranking).reversed().thenComparingLong(Entry::bundle));
        });
    }

    /** Ends the calls that still run in the provider's bundle and waits a moment for them: after this its classes may be gone. */
    public void remove(LlmProvider provider) throws InterruptedException {
        List<Long> gone = new ArrayList<>();
        change(() -> {
            entries.stream().filter(entry -> entry.provider() == provider).forEach(entry -> gone.add(entry.bundle()));
            entries.removeIf(entry -> entry.provider() == provider);
            lastLoss = System.nanoTime();
        });
        for (long bundle : gone) {
            CompletionStage<Void> emptied = leases.drain(bundle);
            leases.cut(bundle);
            try {
                emptied.toCompletableFuture().get(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException late) {
                throw new IllegalStateException(
                        "calls to " + provider.id() + " still run in a bundle that leaves", late);
            } finally {
                leases.resume(bundle);
            }
        }
    }

    @Override
    public CompletionStage<Void> drain(long bundleId) {
        CompletionStage<Void> emptied = leases.drain(bundleId);
        change(() -> lastLoss = System.nanoTime());
        return emptied;
    }

    @Override
    public void cut(long bundleId) {
        leases.cut(bundleId);
    }

    @Override
    public void resume(long bundleId) {
        leases.resume(bundleId);
        change(() -> {});
    }

    /** One of each id that takes calls. */
    public Collection<LlmProvider> all() {
        lock.lock();
        try {
            Map<String, LlmProvider> best = new LinkedHashMap<>();
            entries.stream()
                    .filter(entry -> !leases.isDraining(entry.bundle()))
                    .forEach(entry -> best.putIfAbsent(entry.provider().id(), entry.provider()));
            return List.copyOf(best.values());
        } finally {
            lock.unlock();
        }
    }

    public Optional<LlmProvider> find(String id) {
        return all().stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    /** Whose model this is: a ready provider before one that is not, then the one that strips the longest prefix. */
    public Optional<LlmProvider> owner(String modelId) {
        return all().stream()
                .filter(provider -> provider.nativeName(modelId).isPresent())
                .min(Comparator.comparing(
                                (LlmProvider provider) -> !provider.access().ready())
                        .thenComparing(provider ->
                                provider.nativeName(modelId).orElseThrow().length()));
    }

    /** Takes the owner of a model for one call; empty when nobody knows the model, even after the gap of an update. */
    public Optional<Lease> lease(String modelId, CallStop stop) throws InterruptedException {
        lock.lock();
        try {
            for (; ; ) {
                Optional<Lease> lease = owner(modelId).flatMap(provider -> take(provider, modelId, stop));
                long left = gap.toNanos() - (System.nanoTime() - lastLoss);
                if (lease.isPresent() || left <= 0 || stop.isStopped()) {
                    return lease;
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Lease> take(LlmProvider provider, String modelId, CallStop stop) {
        return entries.stream()
                .filter(entry -> entry.provider() == provider)
                .findFirst()
                .flatMap(entry -> leases.take(entry.bundle(), () -> stop.stop(CallStop.Cause.PROVIDER_GONE)))
                .map(held -> new Lease(provider, provider.nativeName(modelId).orElseThrow(), held));
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
