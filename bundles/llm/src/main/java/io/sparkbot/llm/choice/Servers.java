package io.sparkbot.llm.choice;

import io.sparkbot.llm.Access;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.http.CallStop;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.llm.http.ModelHttp;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Model servers that may or may not run (an Ollama on the desk, a compatible server): asks them, and keeps the last answer. */
@Component(service = Servers.class)
public final class Servers {

    private static final Logger LOG = LoggerFactory.getLogger("io.sparkbot.llm");
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration STALE = Duration.ofMinutes(1);
    private static final Limits LIMITS = new Limits(PATIENCE, PATIENCE, Limits.SHORT.size());

    /** What a server answered last. */
    public record Found(boolean reachable, List<String> models) {

        public Found {
            models = List.copyOf(models);
        }
    }

    private final ModelHttp http;
    private final Map<String, Found> last = new ConcurrentHashMap<>();
    private final Map<String, Long> asked = new ConcurrentHashMap<>();

    @Activate
    public Servers(@Reference ModelHttp http) {
        this.http = http;
    }

    /** Asks now; at most 3 seconds. A provider that is no server is not asked. */
    public Optional<Found> ask(LlmProvider provider) {
        if (!isServer(provider)) {
            last.remove(provider.id());
            return Optional.empty();
        }
        asked.put(provider.id(), System.nanoTime());
        Found found;
        try {
            found = new Found(true, provider.list(Credentials.SAVED, http.forCall(new CallStop(), LIMITS)));
        } catch (RuntimeException notThere) {
            LOG.debug(
                    "{} does not answer: {}", provider.id(), notThere.getClass().getName());
            found = new Found(false, List.of());
        }
        last.put(provider.id(), found);
        return Optional.of(found);
    }

    /** Asks all of these that are servers at once, now; at most 3 seconds altogether. */
    public void askAll(Collection<LlmProvider> providers) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            providers.forEach(provider -> threads.execute(() -> ask(provider)));
        }
    }

    /** Asks in the background those whose last answer is older than a minute. */
    public void freshen(Collection<LlmProvider> providers) {
        long now = System.nanoTime();
        for (LlmProvider provider : providers) {
            Long before = asked.get(provider.id());
            if (isServer(provider) && (before == null || now - before > STALE.toNanos())) {
                asked.put(provider.id(), now);
                Thread.ofVirtual().name("llm-ask").start(() -> ask(provider));
            }
        }
    }

    private static boolean isServer(LlmProvider provider) {
        Access access = provider.access();
        return access.ready() && (access.kind() == Access.Kind.SERVER || access.kind() == Access.Kind.LOCAL);
    }

    /** The last answer, without asking. */
    public Optional<Found> last(String providerId) {
        return Optional.ofNullable(last.get(providerId));
    }

    /** The models of the last answer. */
    List<String> known(String providerId) {
        return last(providerId).map(Found::models).orElse(List.of());
    }
}
