package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

/** Many people at once: a whole office opens its browsers after lunch. */
class CrowdIT extends WholeProduct {

    private static final int CROWD = 600;
    private static final byte[] REQUEST = "GET /api/v1/utils/health-check/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The server is held, so that nobody is let in meanwhile and the queue before the door has to take them all. */
    @Test
    void everybody_who_comes_while_the_server_is_held_up_is_answered_afterwards() throws Exception {
        int largest = largestQueue();
        assumeTrue(largest >= CROWD, "this machine lets no server queue " + CROWD + " connections");
        List<Socket> crowd = new ArrayList<>();
        try {
            signal("STOP");
            try {
                for (int i = 0; i < CROWD; i++) {
                    crowd.add(connected());
                }
            } finally {
                signal("CONT");
            }
            assertEquals(CROWD, answered(crowd));
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    /** Read in one piece: the kernel hands out this file once, however little of it is asked for. */
    private static int largestQueue() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(Path.of("/proc/sys/net/core/somaxconn"))) {
            return Integer.parseInt(reader.readLine().strip());
        }
    }

    /** Where the queue is full, the handshake goes unanswered until this times out. */
    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", server.url().getPort()), 10_000);
        socket.setSoTimeout(120_000);
        return socket;
    }

    private static int answered(List<Socket> crowd) throws Exception {
        int answered = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> visits = crowd.stream().<Callable<Boolean>>map(socket -> () -> isAnswered(socket)).toList();
            for (Future<Boolean> visit : threads.invokeAll(visits)) {
                answered += visit.get() ? 1 : 0;
            }
        }
        return answered;
    }

    private static boolean isAnswered(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200");
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).inheritIO().start().waitFor());
    }
}
