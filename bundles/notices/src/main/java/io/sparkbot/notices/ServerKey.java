package io.sparkbot.notices;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.secret.Sealer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key by which push services know this installation (VAPID, RFC 8292): made once, kept sealed. */
@Component(service = ServerKey.class)
public final class ServerKey {

    private static final Logger log = LoggerFactory.getLogger(ServerKey.class);
    private static final String CONTEXT = "notices/server-key";
    /** A day is the limit of RFC 8292 §2. */
    private static final Duration VALID = Duration.ofHours(12);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NoticeStore store;
    private final Sealer sealer;
    private final Clock clock;
    private volatile @Nullable Pair pair;

    @Activate
    public ServerKey(@Reference NoticeStore store, @Reference Sealer sealer) {
        this(store, sealer, Clock.systemUTC());
    }

    ServerKey(NoticeStore store, Sealer sealer, Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.clock = clock;
    }

    private record Pair(byte[] publicKey, PrivateKey privateKey) {}

    /** What a browser needs to make a subscription that is ours alone, base64url. */
    String publicKey() {
        return BASE64.encodeToString(pair().publicKey());
    }

    /**
     * The {@code Authorization} of one request.
     *
     * @param contact {@code mailto:} or {@code https:}
     */
    String authorization(URI endpoint, String contact) {
        var claims = JSON.createObjectNode()
                .put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority())
                .put("exp", clock.instant().plus(VALID).getEpochSecond());
        if (!contact.isBlank()) {
            claims.put("sub", contact.strip());
        }
        Pair ours = pair();
        String unsigned = base64("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + base64(claims.toString());
        return "vapid t=" + unsigned + "." + signature(ours.privateKey(), unsigned) + ", k=" + BASE64.encodeToString(ours.publicKey());
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** JWTs carry both numbers of the signature side by side (RFC 7518 §3.4). */
    private static String signature(PrivateKey key, String unsigned) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(unsigned.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a notice cannot be signed", e);
        }
    }

    private Pair pair() {
        Pair known = pair;
        if (known == null) {
            known = read(store.serverKey(this::made));
            pair = known;
        }
        return known;
    }

    private NoticeStore.SealedKey made() {
        KeyPair made = Curve.newPair();
        return new NoticeStore.SealedKey(Curve.write((ECPublicKey) made.getPublic()), sealer.seal(made.getPrivate().getEncoded(), CONTEXT));
    }

    /** Subscriptions are made for one key. When it cannot be opened any more, they are worth nothing, and a new key begins anew. */
    private Pair read(NoticeStore.SealedKey stored) {
        try {
            return opened(stored);
        } catch (IllegalArgumentException e) {
            log.warn("the key for notices was sealed with the key of another installation; a new one is made, and devices must ask for notices again");
            return opened(store.newServerKey(stored, made()));
        }
    }

    private Pair opened(NoticeStore.SealedKey stored) {
        try {
            byte[] encoded = sealer.open(stored.sealed(), CONTEXT);
            return new Pair(stored.publicKey(), KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key for notices is no key", e);
        }
    }
}
