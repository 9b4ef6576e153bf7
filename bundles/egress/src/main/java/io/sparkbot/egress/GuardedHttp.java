package io.sparkbot.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;

import io.sparkbot.api.egress.OutboundHttp;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Sends requests of tools: vets every address, follows at most five redirects and none that gives up encryption, asks once more when a
 * server is busy, and writes down every use of an allowed inside host before it happens.
 */
@Component(configurationPid = "io.sparkbot.egress")
@Designate(ocd = EgressConfig.class)
public final class GuardedHttp implements OutboundHttp {

    private static final int REDIRECTS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");

    private final Vetting vetting;
    private final InsideUse insideUse;
    private final Exchange exchange;
    private final ScheduledExecutorService timer = Deadline.timer();

    @Activate
    public GuardedHttp(EgressConfig config, @Reference InsideUse insideUse) {
        this(InetAddress::getAllByName, hosts(config.allow_hosts()), (SSLSocketFactory) SSLSocketFactory.getDefault(), insideUse);
    }

    GuardedHttp(Vetting.Resolver resolver, Set<String> allowedInside, SSLSocketFactory tls, InsideUse insideUse) {
        this.insideUse = insideUse;
        this.vetting = new Vetting(resolver, allowedInside);
        this.exchange = new Exchange(tls);
    }

    private static Set<String> hosts(String list) {
        return Arrays.stream(list.split(","))
                .map(host -> host.strip().toLowerCase(java.util.Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
    }

    @Override
    public Answer send(Request request) throws IOException, InterruptedException {
        return send(request, Caller.UNKNOWN);
    }

    @Override
    public Answer send(Request request, Caller caller) throws IOException, InterruptedException {
        return send(request, request.body().getBytes(StandardCharsets.UTF_8), caller);
    }

    @Override
    public Answer post(URI uri, Map<String, String> headers, byte[] body, Duration timeout, Caller caller) throws IOException, InterruptedException {
        return send(new Request("POST", uri, headers, "", timeout), body, caller);
    }

    private Answer send(Request request, byte[] content, Caller caller) throws IOException, InterruptedException {
        var deadline = new Deadline(request.timeout(), System::nanoTime, timer);
        Request next = request;
        byte[] body = content;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            Exchange.Reply reply = once(next, body, caller, deadline);
            Optional<URI> target = redirect(reply, next);
            if (target.isEmpty()) {
                return reply.answer();
            }
            Request redirected = redirected(next, target.get(), reply.answer().status());
            body = redirected.method().equals(next.method()) && reply.answer().status() != 303 ? body : new byte[0];
            next = redirected;
        }
        throw new IOException("more than " + REDIRECTS + " redirects from " + request.uri().getHost());
    }

    private Exchange.Reply once(Request request, byte[] body, Caller caller, Deadline deadline) throws IOException, InterruptedException {
        Exchange.Reply reply = attempt(request, body, caller, deadline);
        int status = reply.answer().status();
        if ((status == 429 || status / 100 == 5) && REPEATABLE.contains(request.method())) {
            long wait = waitSeconds(reply.headers().get("retry-after"));
            if (wait <= LONGEST_WAIT.toSeconds() && deadline.atMost(Integer.MAX_VALUE) > wait * 1000) {
                Thread.sleep(Duration.ofSeconds(wait));
                return attempt(request, body, caller, deadline);
            }
        }
        return reply;
    }

    private static long waitSeconds(@org.jspecify.annotations.Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,4}") ? Long.parseLong(retryAfter) : 1;
    }

    private Exchange.Reply attempt(Request request, byte[] body, Caller caller, Deadline deadline) throws IOException {
        Vetting.Target target = vetting.vet(request.uri());
        if (target.excepted()) {
            insideUse.record(target, request.method(), caller);
        }
        try {
            return exchange.send(target, request, body, deadline);
        } catch (SocketTimeoutException e) {
            throw late(target, request, e);
        } catch (SSLHandshakeException e) {
            throw new IOException("the certificate of " + target.host() + " could not be verified", e);
        } catch (IOException e) {
            if (deadline.isOver()) {
                throw late(target, request, e);
            }
            throw e instanceof SocketException ? new IOException(target.host() + " cannot be reached", e) : e;
        }
    }

    private static IOException late(Vetting.Target target, Request request, IOException cause) {
        return new IOException(target.host() + " did not answer within " + request.timeout().toMillis() + " ms", cause);
    }

    private static Optional<URI> redirect(Exchange.Reply reply, Request request) throws IOException {
        String location = reply.headers().get("location");
        int status = reply.answer().status();
        if (location == null || !Set.of(301, 302, 303, 307, 308).contains(status)) {
            return Optional.empty();
        }
        URI target;
        try {
            target = request.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("a redirect from " + request.uri().getHost() + " leads to no valid address", e);
        }
        if ("https".equalsIgnoreCase(request.uri().getScheme()) && !"https".equalsIgnoreCase(target.getScheme())) {
            throw new Refused("a redirect from " + request.uri().getHost() + " gives up encryption (https to " + target.getScheme()
                    + "); it is not followed");
        }
        return Optional.of(target);
    }

    /** Headers that may hold a credential stay behind when the host changes (RFC 9110 §15.4). */
    private static Request redirected(Request request, URI target, int status) {
        boolean sameHost = String.valueOf(request.uri().getHost()).equalsIgnoreCase(target.getHost());
        boolean toGet = status == 303 || (status < 303 && request.method().equals("POST"));
        Map<String, String> headers = sameHost
                ? request.headers()
                : request.headers().entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("accept") || header.getKey().equalsIgnoreCase("user-agent"))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Request(toGet ? "GET" : request.method(), target, headers, "", request.timeout());
    }
}
