package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

@ExtendWith(SharedFrame.class)
class StreamTest {

    private static final String COMPLETE = "(complete)";

    @TempDir
    Path folder;

    @Test
    void each_token_arrives_before_the_next_one_is_made(Frame frame) throws Exception {
        try (Socket socket = open(frame, "member", "/api/v1/fixture/rooms/x/stream?count=3&pause=60000")) {
            InputStream in = socket.getInputStream();
            String head = head(in);
            assertTrue(head.startsWith("HTTP/1.1 200"), head);
            assertTrue(head.contains("text/event-stream; charset=utf-8"), head);
            assertTrue(head.contains("Cache-Control: no-cache"), head);
            assertTrue(head.contains("X-Accel-Buffering: no"), head);
            Browser.line(in);
            assertEquals("data: {\"seq\":1,\"virtual\":true}", Browser.line(in), "the second token is a minute away");
        }
    }

    @Test
    void w_03_nothing_more_goes_out_after_the_session_has_ended(Frame frame) throws Exception {
        try (Socket socket = open(frame, "leaver", "/api/v1/fixture/rooms/x/stream?count=3&pause=60000")) {
            InputStream in = socket.getInputStream();
            head(in);
            Browser.line(in);
            assertTrue(Browser.line(in).startsWith("data: "));
            BundleContext context = frame.framework().getBundleContext();
            ((Runnable) context.getService(context.getServiceReferences(Runnable.class, "(fixture=end-leaver)").iterator().next())).run();
            String rest = rest(in);
            assertEquals("", rest.strip(), "the next token is a minute away, the end of the session is now");
            assertFalse(rest.endsWith(COMPLETE), "a stream that was cut must not look complete");
        }
    }

    @Test
    void the_lease_of_a_stream_lasts_until_its_end_and_the_stop_of_its_bundle_waits_for_it(Frame frame) throws Exception {
        Path jar = new FixtureJar("fixture.streams", "1.0.0").packageOf(io.sparkbot.web.fixture.streams.Activator.class).writeTo(folder);
        Bundle bundle = frame.deploy(jar);
        try (Socket socket = open(frame, "member", "/api/v1/fixture/streams?count=40&pause=20")) {
            InputStream in = socket.getInputStream();
            head(in);
            Browser.line(in);
            Thread stop = Thread.ofVirtual().start(() -> assertThrows(IllegalStateException.class, () -> stop(bundle)));
            String rest = rest(in);
            assertTrue(rest.contains("\"seq\":40"), rest);
            assertTrue(rest.endsWith(COMPLETE), rest);
            stop.join();
        } finally {
            bundle.uninstall();
        }
    }

    @Test
    void a_client_that_leaves_ends_the_stream(Frame frame) throws Exception {
        Bundle bundle = frame.deploy(new FixtureJar("fixture.streams", "1.0.1").packageOf(io.sparkbot.web.fixture.streams.Activator.class).writeTo(folder));
        try (Socket socket = open(frame, "member", "/api/v1/fixture/streams?count=1000000&pause=1")) {
            head(socket.getInputStream());
        }
        long end = System.nanoTime() + 60_000_000_000L;
        while (!new Browser(frame).get("/api/v1/fixture/streams/running", "Authorization: Bearer member").body().equals("0")) {
            assertTrue(System.nanoTime() < end, "the stream still runs");
        }
        bundle.uninstall();
    }

    private static void stop(Bundle bundle) throws Exception {
        bundle.stop();
        throw new IllegalStateException("stopped");
    }

    static Socket open(Frame frame, String token, String path) throws IOException {
        Socket socket = new Socket("127.0.0.1", frame.port());
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** What still comes, chunk frames taken off; with {@link #COMPLETE} at the end when the last chunk came. A connection that stays open is no end. */
    static String rest(InputStream in) throws SocketTimeoutException {
        StringBuilder text = new StringBuilder();
        try {
            while (true) {
                String size = Browser.line(in);
                if (size.matches("[0-9a-fA-F]+")) {
                    int length = Integer.parseInt(size, 16);
                    if (length == 0) {
                        return text + COMPLETE;
                    }
                    text.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                }
            }
        } catch (SocketTimeoutException open) {
            throw open;
        } catch (IOException cut) {
            return text.toString();
        }
    }

    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = Browser.line(in); !line.isEmpty(); line = Browser.line(in)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }
}
