package io.sparkbot.itest.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Requests byte by byte over a connection of their own, so that nothing mends them on the way. */
public final class RawHttp {

    /** Longer than any answer takes here; what takes longer hangs. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /**
     * A request.
     *
     * @param target path and query as they stand in the first line
     * @param headers lines without their ends
     * @param body no body where it is empty and no header tells a length
     */
    public record Request(String verb, String target, List<String> headers, byte[] body) {

        byte[] bytes() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            StringBuilder head = new StringBuilder(verb).append(' ').append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
            headers.forEach(header -> head.append(header).append("\r\n"));
            if (body.length > 0 && headers.stream().noneMatch(header -> header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            out.writeBytes(body);
            return out.toByteArray();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (byte b : bytes()) {
                text.append(b >= ' ' && b < 127 || b == '\n' ? String.valueOf((char) b) : b == '\r' ? "" : String.format("\\x%02x", b));
            }
            return text.length() > 2_000 ? text.substring(0, 2_000) + "… (" + text.length() + " characters)" : text.toString();
        }
    }

    /** @param type the media type alone; empty when there is none */
    public record Answer(int status, String type, String body) {}

    /** @throws IOException when no whole answer comes in time */
    public Answer send(Request request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request.bytes());
                socket.shutdownOutput();
            } catch (SocketException answeredAlready) {
                // a refusal need not wait for the rest of a body; it is read below
            }
            return read(socket.getInputStream());
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String status = line(in);
        String type = "";
        boolean chunked = false;
        int length = Integer.MAX_VALUE;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(java.util.Locale.ROOT);
            type = lower.startsWith("content-type:") ? line.substring("content-type:".length()).replaceFirst(";.*", "").strip() : type;
            length = lower.startsWith("content-length:") ? Integer.parseInt(lower.substring("content-length:".length()).strip()) : length;
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        String[] words = status.split(" ");
        if (words.length < 2) {
            throw new IOException("no answer: \"" + status + "\"");
        }
        byte[] body = chunked ? chunks(in) : in.readNBytes(length);
        return new Answer(Integer.parseInt(words[1]), type, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            byte[] chunk = in.readNBytes(size);
            body.writeBytes(Arrays.copyOf(chunk, chunk.length));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
