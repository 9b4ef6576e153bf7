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
        return ask("GET " + path + " HTTP/1.0\r\n", "");
    }

    public Answer post(String path, String json) {
        return ask("POST " + path + " HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n", json);
    }

    private Answer ask(String head, String body) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.reachableHost(), server.port()), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            String host = server.url().substring("http://".length());
            socket.getOutputStream()
                    .write((head + "Host: " + host + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            String reply = new String(socket.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
            int end = reply.indexOf("\r\n\r\n");
            return reply.matches("(?s)HTTP/1\\.\\d \\d{3}.*") && end > 0
                    ? new Answer(Integer.parseInt(reply.substring(9, 12)), reply.substring(end + 4))
                    : new Answer(0, "");
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()));
        }
    }
}
