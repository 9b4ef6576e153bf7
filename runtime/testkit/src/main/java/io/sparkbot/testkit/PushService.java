package io.sparkbot.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A push service and the browser behind it: checks whose a notice is (RFC 8292) and opens it (RFC 8291). Written apart from what it tests,
 * on HMAC alone, so that both cannot be wrong in the same way.
 */
public final class PushService implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int POINT = 65;

    private final HttpServer server;
    private final KeyPair browser;
    private final byte[] secret = new byte[16];
    private final String place = "/push/" + UUID.randomUUID();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile int status = 201;

    /**
     * @param headers by lower-case name
     * @param words what the browser reads
     * @param claims of the token
     * @param serverKey base64url
     */
    public record Received(Map<String, String> headers, JsonNode words, JsonNode claims, String serverKey) {}

    private PushService() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        browser = generator.generateKeyPair();
        new java.security.SecureRandom().nextBytes(secret);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(place, this::take);
        server.start();
    }

    public static PushService start() throws IOException {
        try {
            return new PushService();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + place);
    }

    /** Public key of the browser, base64url. */
    public String p256dh() {
        return BASE64.encodeToString(publicKey());
    }

    /** Secret of the browser, base64url. */
    public String auth() {
        return BASE64.encodeToString(secret);
    }

    /** What it answers from now on. */
    public void answer(int changed) {
        status = changed;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** What was wrong with notices that could not be taken. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int answer = status;
        try {
            Map<String, String> headers = new java.util.TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            received.add(read(headers, body));
        } catch (GeneralSecurityException | RuntimeException | IOException e) {
            faults.add(e.toString());
            answer = 403;
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private Received read(Map<String, String> headers, byte[] body) throws GeneralSecurityException, IOException {
        String authorization = headers.getOrDefault("authorization", "");
        if (!authorization.matches("vapid t=[\\w-]+\\.[\\w-]+\\.[\\w-]+, ?k=[\\w-]+")) {
            throw new IOException("no VAPID authorization: " + authorization);
        }
        String token = authorization.substring(authorization.indexOf("t=") + 2, authorization.indexOf(','));
        String key = authorization.substring(authorization.indexOf("k=") + 2);
        String[] parts = token.split("\\.");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(point(Base64.getUrlDecoder().decode(key)));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
            throw new IOException("the token is not signed with the key");
        }
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        long left = claims.path("exp").asLong() - Instant.now().getEpochSecond();
        if (left <= 0 || left > 86_400 || !claims.path("aud").asText().equals("http://127.0.0.1:" + server.getAddress().getPort())) {
            throw new IOException("the token is not for here or not for now: " + claims);
        }
        return new Received(headers, JSON.readTree(opened(headers, body)), claims, key);
    }

    private byte[] opened(Map<String, String> headers, byte[] body) throws GeneralSecurityException, IOException {
        if (!"aes128gcm".equals(headers.get("content-encoding")) || !headers.getOrDefault("ttl", "").matches("\\d+")) {
            throw new IOException("not a notice: " + headers);
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] salt = new byte[16];
        in.get(salt).getInt();
        byte[] theirs = new byte[in.get()];
        in.get(theirs);
        byte[] closed = new byte[in.remaining()];
        in.get(closed);

        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(browser.getPrivate());
        agreement.doPhase(point(theirs), true);
        byte[] info = concat("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), publicKey(), theirs);
        byte[] seed = expand(hmac(secret, agreement.generateSecret()), info, 32);
        byte[] extracted = hmac(salt, seed);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(expand(extracted, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16), "AES"),
                new GCMParameterSpec(128, expand(extracted, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12)));
        byte[] record = cipher.doFinal(closed);
        int end = record.length - 1;
        while (end > 0 && record[end] == 0) {
            end--;
        }
        if (record[end] != 2) {
            throw new IOException("the record is not the last one");
        }
        return Arrays.copyOf(record, end);
    }

    private static byte[] expand(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, concat(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private byte[] publicKey() {
        ECPoint point = ((ECPublicKey) browser.getPublic()).getW();
        byte[] written = new byte[POINT];
        written[0] = 4;
        for (int i = 0; i < 2; i++) {
            byte[] number = (i == 0 ? point.getAffineX() : point.getAffineY()).toByteArray();
            int length = Math.min(number.length, 32);
            System.arraycopy(number, number.length - length, written, 1 + 32 * (i + 1) - length, length);
        }
        return written;
    }

    private ECPublicKey point(byte[] written) throws GeneralSecurityException {
        var at = new ECPoint(new BigInteger(1, Arrays.copyOfRange(written, 1, 33)), new BigInteger(1, Arrays.copyOfRange(written, 33, POINT)));
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, ((ECPublicKey) browser.getPublic()).getParams()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
