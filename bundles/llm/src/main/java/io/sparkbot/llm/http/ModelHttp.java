package io.sparkbot.llm.http;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The one HTTP client of all model calls: connections are shared, redirects are not followed (a key must not travel on). */
@Component(service = ModelHttp.class)
public final class ModelHttp implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("llm-http-", 0).factory());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("llm-timer").factory());
    private final HttpClient client = HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Activate
    public ModelHttp() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A client for one call that {@code stop} ends. */
    public CallHttp forCall(CallStop stop, Limits limits) {
        return new CallHttp(client, timer, stop, limits, Clock.systemUTC());
    }

    @Override
    @Deactivate
    public void close() {
        client.shutdownNow();
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
