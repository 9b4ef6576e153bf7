package io.sparkbot.launcher.home;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks the server over its own port; a plain socket, since the HTTP client of the JDK would cost more than the answer. */
public final class HealthProbe {
    /** Answers {@code true} when the server takes requests. */
    public static final String LIVENESS = "/api/v1/utils/health-check/";
    /** Answers 200 when the server can do its work, the database included; 503 before. */
    public static final String READINESS = "/api/v1/utils/ready";

    private static final int PATIENCE_MS = 5000;

    /**
     * @param status the HTTP status, 0 when nobody answered
     * @param body at most 4 kB of it
     */
    public record Answer(int status, String body) {}

    private final ServerAddress server;

    public HealthProbe(ServerAddress server) {
        this.server = server;
    }

    public boolean lives() {
        Answer answer = get(LIVENESS);
        return answer.status() == 200 && answer.body().strip().equals("true");
    }

    public Answer get(String path) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.reachableHost(), server.port()), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.0\r\nHost: " + server.url().substring("http://".length())
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
            int body = reply.indexOf("\r\n\r\n");
            return reply.matches("(?s)HTTP/1\\.\\d \\d{3}.*") && body > 0
                    ? new Answer(Integer.parseInt(reply.substring(9, 12)), reply.substring(body + 4))
                    : new Answer(0, "");
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()));
        }
    }
}
