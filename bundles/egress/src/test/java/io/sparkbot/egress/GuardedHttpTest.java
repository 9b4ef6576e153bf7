package io.sparkbot.egress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Audit.AuditEntry;
import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.egress.OutboundHttp.Refused;
import io.sparkbot.api.store.DatabaseUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedHttpTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<AuditEntry> written = new CopyOnWriteArrayList<>();
    private final Audit audit = entry -> {
        written.add(entry);
        return UUID.randomUUID();
    };
    private final InsideUse insideUse = new InsideUse();
    private final GuardedHttp http = http((SSLSocketFactory) SSLSocketFactory.getDefault());
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    private GuardedHttp http(SSLSocketFactory tls) {
        return new GuardedHttp(
                host -> InetAddress.getAllByName(host.equals("test.inside") ? "127.0.0.1" : host), Set.of("test.inside"), tls, insideUse);
    }

    @BeforeEach
    void start() throws IOException {
        insideUse.audit(audit);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Runnable::run);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.stop();
    }

    private URI at(String path) {
        return URI.create("http://test.inside:" + server.getAddress().getPort() + path);
    }

    private void on(String path, int status, Map<String, String> headers, byte[] body) {
        server.createContext(path, exchange -> {
            calls.incrementAndGet();
            exchange.getRequestHeaders().forEach((name, values) -> seen.put(name, values.getFirst()));
            answer(exchange, status, headers, body);
        });
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void an_answer_comes_with_status_type_and_text() throws Exception {
        on("/ok", 200, Map.of("Content-Type", "text/plain; charset=utf-8"), bytes("grüß dich"));
        OutboundHttp.Answer answer = http.get(at("/ok?x=1"), LONG);
        assertEquals(200, answer.status());
        assertEquals("grüß dich", answer.body());
        assertEquals("test.inside:" + server.getAddress().getPort(), seen.get("Host"));
    }

    @Test
    void a_chunked_answer_is_put_together() throws Exception {
        server.createContext("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 3; i++) {
                    out.write(bytes("part" + i + ";"));
                    out.flush();
                }
            }
        });
        assertEquals("part0;part1;part2;", http.get(at("/chunked"), LONG).body());
    }

    @Test
    @Tag("N1")
    void a_redirect_into_the_house_is_refused() {
        on("/away", 302, Map.of("Location", "http://169.254.169.254/latest/meta-data"), new byte[0]);
        assertThrows(Refused.class, () -> http.get(at("/away"), LONG));
    }

    @Test
    void endless_redirects_end() {
        on("/loop", 302, Map.of("Location", "/loop"), new byte[0]);
        assertThrows(IOException.class, () -> http.get(at("/loop"), LONG));
        assertEquals(6, calls.get());
    }

    @Test
    void a_decompression_bomb_is_cut_at_the_limit() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1024 * 1024]);
            }
        }
        on("/bomb", 200, Map.of("Content-Encoding", "gzip"), packed.toByteArray());
        OutboundHttp.Answer answer = http.get(at("/bomb"), LONG);
        assertTrue(answer.truncated());
        assertEquals(2 * 1024 * 1024, answer.body().length());
    }

    @Test
    void a_busy_server_is_asked_once_more_but_never_for_a_post() throws Exception {
        on("/busy", 503, Map.of("Retry-After", "0"), bytes("busy"));
        assertEquals(503, http.get(at("/busy"), LONG).status());
        assertEquals(2, calls.get());
        http.send(new OutboundHttp.Request("POST", at("/busy"), Map.of(), "x", LONG));
        assertEquals(3, calls.get());
    }

    @Test
    void bytes_are_sent_as_they_are_also_along_a_redirect_that_keeps_the_method() throws Exception {
        byte[] sent = new byte[256];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) i;
        }
        var got = new CopyOnWriteArrayList<byte[]>();
        on("/moved", 307, Map.of("Location", "/bytes"), new byte[0]);
        server.createContext("/bytes", exchange -> {
            got.add(exchange.getRequestBody().readAllBytes());
            answer(exchange, 201, Map.of(), new byte[0]);
        });
        for (String path : List.of("/bytes", "/moved")) {
            assertEquals(201, http.post(at(path), Map.of("TTL", "60"), sent, LONG, OutboundHttp.Caller.UNKNOWN).status());
        }
        assertEquals(2, got.size());
        got.forEach(body -> assertArrayEquals(sent, body));
    }

    @Test
    void a_server_that_never_answers_is_given_up() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://test.inside:" + silent.getLocalPort() + "/");
            var gaveUp = assertThrows(IOException.class, () -> http.get(uri, Duration.ofMillis(300)));
            assertTrue(String.valueOf(gaveUp.getMessage()).contains("did not answer"));
        }
    }

    @Test
    void an_answer_that_ends_in_the_middle_is_an_error_not_a_short_answer() throws Exception {
        try (var cutting = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var socket = cutting.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            URI uri = URI.create("http://test.inside:" + cutting.getLocalPort() + "/");
            assertThrows(IOException.class, () -> http.get(uri, LONG));
        }
    }

    @Test
    @Tag("N10")
    void a_header_with_a_line_break_is_refused_before_anything_is_sent() {
        on("/x", 200, Map.of(), bytes("x"));
        var request = new OutboundHttp.Request("GET", at("/x"), Map.of("X-A", "1\r\nX-B: 2"), "", LONG);
        assertThrows(IllegalArgumentException.class, () -> http.send(request));
        assertFalse(seen.containsKey("X-b"));
    }

    @Test
    @Tag("F-660")
    @Tag("N2")
    void n2_a_server_without_a_valid_certificate_is_refused_and_never_asked_in_clear(@TempDir Path folder) throws Exception {
        HttpsServer secure = secure(certified(folder, "test.inside"));
        secure.createContext("/", exchange -> answer(exchange, 200, Map.of(), bytes("secret")));
        try {
            URI uri = URI.create("https://test.inside:" + secure.getAddress().getPort() + "/");
            var refused = assertThrows(IOException.class, () -> http.get(uri, LONG));
            assertEquals("the certificate of test.inside could not be verified", refused.getMessage());
            assertEquals(0, calls.get());
        } finally {
            secure.stop(0);
        }
    }

    @Test
    @Tag("F-660")
    @Tag("N2")
    void n2_a_server_without_encryption_is_not_asked_in_clear() {
        on("/", 200, Map.of(), bytes("clear"));
        URI uri = URI.create("https://test.inside:" + server.getAddress().getPort() + "/");
        assertThrows(IOException.class, () -> http.get(uri, Duration.ofSeconds(1)));
        assertEquals(0, calls.get());
    }

    @Test
    void every_use_of_an_allowed_inside_host_is_written_down_before_it_happens() throws Exception {
        on("/first", 302, Map.of("Location", "/second?token=abc"), new byte[0]);
        on("/second", 200, Map.of(), bytes("there"));
        UUID person = UUID.randomUUID();
        UUID room = UUID.randomUUID();
        UUID turn = UUID.randomUUID();
        var caller = new OutboundHttp.Caller("read_wiki", Optional.of(person), Optional.of(room), Optional.of(turn));
        http.send(new OutboundHttp.Request("GET", at("/first"), Map.of(), "", LONG), caller);
        assertEquals(List.of("/first", "/second"), written.stream().map(entry -> entry.input().get("path")).toList());
        AuditEntry entry = written.getFirst();
        assertEquals("egress_inside", entry.tool());
        assertEquals(List.of(Optional.of(person), Optional.of(room), Optional.of(turn)), List.of(entry.personId(), entry.roomId(), entry.turnId()));
        assertEquals("read_wiki GET test.inside", entry.input().get("tool") + " " + entry.input().get("method") + " " + entry.input().get("host"));
        assertFalse(written.toString().contains("abc"), "what stands in a query may be secret");
    }

    @Test
    void what_cannot_be_written_down_is_not_called() {
        on("/x", 200, Map.of(), bytes("x"));
        insideUse.withoutAudit(audit);
        assertThrows(Refused.class, () -> http.get(at("/x"), LONG));
        insideUse.audit(entry -> {
            throw new DatabaseUnavailable("away", new IOException());
        });
        assertThrows(Refused.class, () -> http.get(at("/x"), LONG));
        assertEquals(0, calls.get());
    }

    @Test
    @Tag("F-660")
    void a_redirect_that_gives_up_encryption_is_refused(@TempDir Path folder) throws Exception {
        on("/clear", 200, Map.of(), bytes("clear"));
        SSLContext context = certified(folder, "test.inside");
        HttpsServer secure = secure(context);
        secure.createContext("/down", exchange -> answer(exchange, 302, Map.of("Location", at("/clear").toString()), new byte[0]));
        secure.createContext("/along", exchange -> answer(exchange, 302, Map.of("Location", "/end"), new byte[0]));
        secure.createContext("/end", exchange -> answer(exchange, 200, Map.of(), bytes("secure")));
        GuardedHttp trusting = http(context.getSocketFactory());
        try {
            String base = "https://test.inside:" + secure.getAddress().getPort();
            assertEquals("secure", trusting.get(URI.create(base + "/along"), LONG).body());
            var refused = assertThrows(Refused.class, () -> trusting.get(URI.create(base + "/down"), LONG));
            assertTrue(String.valueOf(refused.getMessage()).contains("encryption"));
            assertEquals(0, calls.get());
        } finally {
            trusting.stop();
            secure.stop(0);
        }
    }

    private static HttpsServer secure(SSLContext context) throws IOException {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        secure.start();
        return secure;
    }

    /** Has a certificate for the host and trusts it. */
    private static SSLContext certified(Path folder, String host) throws Exception {
        Path file = folder.resolve("keys");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "test", "-keyalg", "EC",
                        "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-keystore", file.toString(), "-storepass", "changeit")
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
