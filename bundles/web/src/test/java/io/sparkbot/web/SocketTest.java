package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

@ExtendWith(SharedFrame.class)
class SocketTest {

    private static final String COOKIE = "Cookie: chat_token=member";

    @TempDir
    Path folder;

    @Test
    void by_cookie_the_connection_is_open_at_once(Frame frame) throws Exception {
        try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE, "Origin: http://127.0.0.1:" + frame.port())) {
            assertEquals(101, client.handshake.status());
            assertEquals("DENY", client.handshake.header("X-Frame-Options"));
            assertTrue(client.handshake.header("Content-Security-Policy").contains("connect-src 'self' ws://"));
            assertEquals("hello member in lobby", client.text());
            client.send("abc");
            assertEquals("3 true true", client.text(), "one frame at a time, on a virtual thread");
        }
    }

    @Test
    void without_a_cookie_the_first_frame_signs_in(Frame frame) throws Exception {
        try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby")) {
            client.send("{\"type\":\"auth\",\"token\":\"admin\"}");
            assertEquals("hello admin in lobby", client.text());
        }
    }

    @Test
    void whoever_cannot_sign_in_is_closed_with_4001(Frame frame) throws Exception {
        for (String frame1 : new String[] {"{\"type\":\"auth\",\"token\":\"unknown\"}", "{\"type\":\"auth\"}", "{\"type\":\"ping\"}", "no json", "{\"type\":\"auth\",\"token\":\"inactive\"}"}) {
            try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby")) {
                client.send(frame1);
                assertEquals(4001, client.closeCode(), frame1);
            }
        }
        for (String token : new String[] {"unknown", "inactive"}) {
            try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby", "Cookie: chat_token=" + token)) {
                assertEquals(101, client.handshake.status());
                assertEquals(4001, client.closeCode(), token);
            }
        }
    }

    @Test
    @Tag("CK-9")
    void w_18_a_foreign_page_is_refused_in_the_handshake(Frame frame) throws Exception {
        for (String origin : new String[] {"http://evil.example", "null", "http://127.0.0.1:1"}) {
            try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE, "Origin: " + origin)) {
                assertEquals(403, client.handshake.status(), origin);
                assertEquals("origin_refused", client.handshake.code());
            }
        }
    }

    @Test
    @Tag("CK-9")
    void w_18_a_frame_over_256_kib_closes_the_connection_and_one_below_does_not(Frame frame) throws Exception {
        try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE)) {
            client.text();
            client.send("x".repeat(250 * 1024));
            assertEquals(250 * 1024 + " true true", client.text());
            client.send("x".repeat(300 * 1024));
            assertEquals(1009, client.closeCode());
        }
    }

    @Test
    void an_endpoint_closes_with_its_own_code(Frame frame) throws Exception {
        try (Client client = new Client(frame, "/api/v1/fixture/ws/secret", COOKIE)) {
            assertEquals(4003, client.closeCode());
        }
    }

    @Test
    void an_unknown_address_is_404_and_binary_frames_close(Frame frame) throws Exception {
        try (Client client = new Client(frame, "/api/v1/fixture/nothing", COOKIE)) {
            assertEquals(404, client.handshake.status());
        }
        try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE)) {
            client.text();
            client.send(2, new byte[] {1, 2, 3});
            assertEquals(1003, client.closeCode());
        }
    }

    @Test
    void pings_are_answered_and_a_handler_that_fails_closes_its_own_connection_only(Frame frame) throws Exception {
        try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE);
                Client other = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE)) {
            client.text();
            other.text();
            client.send(9, new byte[] {7});
            assertEquals(10, client.frame().opcode());
            client.send("fail");
            assertEquals(1011, client.closeCode());
            other.send("ab");
            assertEquals("2 true true", other.text());
        }
    }

    @Test
    @Tag("CK-9")
    void a_client_that_does_not_read_is_closed_and_holds_nobody_up(Frame frame) throws Exception {
        try (Client slow = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE);
                Client other = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE)) {
            slow.text();
            other.text();
            slow.send("flood");
            do {
                other.send("floods?");
            } while (other.text().equals("floods 0"));
            int frames = 0;
            int code = 0;
            try {
                for (Received read = slow.frame(); code == 0; read = slow.frame()) {
                    frames++;
                    code = read.opcode() == 8 ? ByteBuffer.wrap(read.payload()).getShort() & 0xffff : 0;
                }
            } catch (IOException gone) {
                code = 1013;
            }
            assertEquals(1013, code);
            assertTrue(frames < 6000, "the queue is bounded, " + frames + " frames came");
        }
    }

    @Test
    @Tag("CK-9")
    void w_03_the_end_of_a_session_closes_its_sockets() throws Exception {
        try (Frame frame = SharedFrame.start();
                Client leaver = new Client(frame, "/api/v1/fixture/ws/lobby", "Cookie: chat_token=leaver");
                Client member = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE)) {
            leaver.text();
            member.text();
            BundleContext context = frame.framework().getBundleContext();
            ((Runnable) context.getService(context.getServiceReferences(Runnable.class, "(fixture=end-leaver)").iterator().next())).run();
            assertEquals(4001, leaver.closeCode());
            member.send("a");
            assertEquals("1 true true", member.text());
        }
    }

    @Test
    void when_the_bundle_of_an_endpoint_goes_its_connections_are_closed_with_1012_and_new_ones_reach_the_new_version() throws Exception {
        try (Frame frame = SharedFrame.start()) {
            try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE)) {
                client.text();
                Bundle next = frame.deploy(new FixtureJar("fixture.rooms", "2.0.0").packageOf(io.sparkbot.web.fixture.rooms.Activator.class).writeTo(folder));
                for (Bundle bundle : frame.framework().getBundleContext().getBundles()) {
                    if (bundle.getSymbolicName().equals("fixture.rooms") && !bundle.equals(next)) {
                        bundle.uninstall();
                    }
                }
                assertEquals(1012, client.closeCode());
            }
            try (Client client = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE)) {
                assertEquals("hello member in lobby", client.text());
            }
        }
    }

    @Test
    void the_handler_hears_of_the_end_once(Frame frame) throws Exception {
        try (Client asking = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE)) {
            asking.text();
            asking.send("open?");
            String before = asking.text();
            try (Client passing = new Client(frame, "/api/v1/fixture/ws/lobby", COOKIE)) {
                passing.text();
                asking.send("open?");
                assertFalse(asking.text().equals(before));
            }
            long end = System.nanoTime() + 60_000_000_000L;
            do {
                assertTrue(System.nanoTime() < end, "the end was never told");
                asking.send("open?");
            } while (!asking.text().equals(before));
        }
    }

    record Received(int opcode, byte[] payload) {}

    /** Speaks RFC 6455 by hand. */
    static final class Client implements AutoCloseable {

        final Browser.Answer handshake;
        private final Socket socket;
        private final InputStream in;

        Client(Frame frame, String path, String... headers) throws IOException {
            socket = new Socket("127.0.0.1", frame.port());
            socket.setSoTimeout(30_000);
            StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + frame.port()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            in = socket.getInputStream();
            handshake = readHandshake();
        }

        private Browser.Answer readHandshake() throws IOException {
            java.io.PushbackInputStream push = new java.io.PushbackInputStream(in);
            java.util.Map<String, String> headers = new java.util.HashMap<>();
            int status = Integer.parseInt(Browser.line(push).split(" ")[1]);
            for (String line = Browser.line(push); !line.isEmpty(); line = Browser.line(push)) {
                headers.put(line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT), line.substring(line.indexOf(':') + 1).strip());
            }
            byte[] body = status == 101 ? new byte[0] : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new Browser.Answer(status, headers, body);
        }

        void send(String text) throws IOException {
            send(1, text.getBytes(StandardCharsets.UTF_8));
        }

        void send(int opcode, byte[] payload) throws IOException {
            ByteBuffer out = ByteBuffer.allocate(14 + payload.length);
            out.put((byte) (0x80 | opcode));
            if (payload.length < 126) {
                out.put((byte) (0x80 | payload.length));
            } else if (payload.length < 65_536) {
                out.put((byte) (0x80 | 126)).putShort((short) payload.length);
            } else {
                out.put((byte) (0x80 | 127)).putLong(payload.length);
            }
            out.putInt(0).put(payload);
            try {
                socket.getOutputStream().write(out.array(), 0, out.position());
            } catch (IOException alreadyClosing) {
                assertTrue(payload.length > 65_536, "the connection was closed early");
            }
        }

        Received frame() throws IOException {
            int opcode = in.read() & 0x0f;
            int length = in.read();
            if (length < 0) {
                throw new IOException("connection ended");
            }
            long size = length == 126 ? ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xffff : length == 127 ? ByteBuffer.wrap(in.readNBytes(8)).getLong() : length;
            byte[] payload = in.readNBytes((int) size);
            if (payload.length < size) {
                throw new IOException("connection ended within a frame");
            }
            return new Received(opcode, payload);
        }

        String text() throws IOException {
            Received read = frame();
            assertEquals(1, read.opcode(), () -> "close code " + (ByteBuffer.wrap(read.payload()).getShort() & 0xffff));
            return new String(read.payload(), StandardCharsets.UTF_8);
        }

        int closeCode() throws IOException {
            Received read = frame();
            while (read.opcode() != 8) {
                read = frame();
            }
            return ByteBuffer.wrap(read.payload()).getShort() & 0xffff;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
