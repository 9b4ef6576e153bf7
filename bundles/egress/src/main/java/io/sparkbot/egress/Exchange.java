package io.sparkbot.egress;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import io.sparkbot.api.egress.OutboundHttp.Answer;
import io.sparkbot.api.egress.OutboundHttp.Request;

/**
 * One HTTP/1.1 exchange over a connection to exactly the vetted address (RFC 9112). The JDK's client looks names up by itself, so between
 * vetting and connecting another address could be served; here the socket is opened to the address that was looked at, while TLS still
 * proves the name.
 */
final class Exchange {

    private static final int BODY_LIMIT = 2 * 1024 * 1024;
    private static final int HEAD_LIMIT = 64 * 1024;
    private static final int CONNECT_MILLIS = 5000;
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final SSLSocketFactory tls;

    Exchange(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /** An answer with its headers by lower-case name. */
    record Reply(Answer answer, Map<String, String> headers) {}

    Reply send(Vetting.Target target, Request request, byte[] body, Deadline deadline) throws IOException {
        if (!METHODS.contains(request.method())) {
            throw new IllegalArgumentException("the method must be one of " + METHODS);
        }
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(target.address(), target.port()), deadline.atMost(CONNECT_MILLIS));
            try (var watch = deadline.closing(plain);
                    Socket socket = target.secure() ? secured(plain, target, deadline) : plain) {
                write(socket.getOutputStream(), target, request, body);
                return read(new Bounded(socket.getInputStream(), socket, deadline), request.method());
            }
        }
    }

    private Socket secured(Socket plain, Vetting.Target target, Deadline deadline) throws IOException {
        plain.setSoTimeout(deadline.atMost(Integer.MAX_VALUE));
        var socket = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (target.host().matches(".*[a-z].*") && !target.host().contains(":")) {
            parameters.setServerNames(List.of(new SNIHostName(target.host())));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void write(OutputStream out, Vetting.Target target, Request request, byte[] body) throws IOException {
        String path = target.uri().getRawPath();
        String query = target.uri().getRawQuery();
        boolean defaultPort = target.port() == (target.secure() ? 443 : 80);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(Map.of("Accept", "*/*", "User-Agent", "Sparkbot"));
        headers.putAll(request.headers());
        headers.keySet().removeAll(List.of("Host", "Connection", "Content-Length", "Transfer-Encoding", "Upgrade", "Proxy-Authorization", "TE", "Trailer"));
        headers.put("Host", target.host() + (defaultPort ? "" : ":" + target.port()));
        headers.put("Accept-Encoding", "gzip");
        headers.put("Connection", "close");
        if (body.length > 0 || request.method().matches("POST|PUT|PATCH")) {
            headers.put("Content-Length", String.valueOf(body.length));
        }
        var head = new StringBuilder(request.method()).append(' ').append(path == null || path.isEmpty() ? "/" : path);
        head.append(query == null ? "" : "?" + query).append(" HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(line(name, value)));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static String line(String name, String value) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || value.chars().anyMatch(c -> c < 0x20 && c != '\t' || c == 0x7f)) {
            throw new IllegalArgumentException("the header \"" + name.replaceAll("[^\\x20-\\x7e]", "?") + "\" is not a valid one");
        }
        return name + ": " + value + "\r\n";
    }

    private static Reply read(InputStream in, String method) throws IOException {
        int status = status(line(in));
        Map<String, String> headers = headers(in);
        while (status / 100 == 1) {
            status = status(line(in));
            headers = headers(in);
        }
        boolean none = method.equals("HEAD") || status == 204 || status == 304;
        InputStream framed = none ? InputStream.nullInputStream() : framed(in, headers);
        boolean zipped = headers.getOrDefault("content-encoding", "").toLowerCase(Locale.ROOT).contains("gzip");
        var body = new ByteArrayOutputStream();
        boolean truncated = copy(zipped && !none ? new GZIPInputStream(framed) : framed, body);
        String type = headers.getOrDefault("content-type", "");
        return new Reply(new Answer(status, type, body.toString(charset(type)), truncated), headers);
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d.*")) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        int size = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            size += line.length();
            int colon = line.indexOf(':');
            if (colon <= 0 || size > HEAD_LIMIT) {
                throw new IOException("the answer has bad or too many headers");
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static InputStream framed(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).contains("chunked")) {
            return new Chunked(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new IOException("the answer has a bad length");
        }
        return new Limited(in, Long.parseLong(length));
    }

    static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the answer ended too early");
            }
            if (line.size() > HEAD_LIMIT) {
                throw new IOException("the answer has a header that is too long");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean copy(InputStream in, ByteArrayOutputStream body) throws IOException {
        byte[] buffer = new byte[16_384];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            int room = BODY_LIMIT - body.size();
            body.write(buffer, 0, Math.min(n, room));
            if (n > room) {
                return true;
            }
        }
        return false;
    }

    private static Charset charset(String contentType) {
        for (String part : contentType.split(";")) {
            String lower = part.strip().toLowerCase(Locale.ROOT);
            if (lower.startsWith("charset=")) {
                String name = lower.substring(8).replace("\"", "");
                return name.matches("[\\w.:+-]+") && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
            }
        }
        return StandardCharsets.UTF_8;
    }
}
