package io.sparkbot.notices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;

import org.junit.jupiter.api.Test;

class EnvelopeTest {

    /** The example of RFC 8291 §5. */
    private static final byte[] BROWSER = bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");

    private static final byte[] SECRET = bytes("BTBZMqHH6r4Tts7J_aSIgg");
    private static final byte[] SALT = bytes("DGv6ra1nlYgDCS1FRnbzlw");
    private static final byte[] OURS = bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static KeyPair pair() throws Exception {
        ECPublicKey known = Curve.read(OURS);
        BigInteger number = new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        PrivateKey secret = KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number, known.getParams()));
        return new KeyPair(known, secret);
    }

    @Test
    void the_example_of_the_standard_comes_out_byte_by_byte() throws Exception {
        byte[] words = "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6"
                        + "cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
                Base64.getUrlEncoder().withoutPadding().encodeToString(Envelope.close(words, BROWSER, SECRET, pair(), SALT)));
    }

    @Test
    void words_that_no_push_service_takes_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> Envelope.close(new byte[Envelope.LONGEST + 1], BROWSER, SECRET, pair(), SALT));
    }

    @Test
    void points_are_written_as_they_were_read() {
        for (int i = 0; i < 50; i++) {
            byte[] point = Curve.write((ECPublicKey) Curve.newPair().getPublic());
            assertArrayEquals(point, Curve.write(Curve.read(point)));
        }
        assertArrayEquals(OURS, Curve.write(Curve.read(OURS)));
    }

    @Test
    void what_is_no_point_of_the_curve_is_no_key() {
        byte[] beside = BROWSER.clone();
        beside[64] ^= 1;
        assertThrows(IllegalArgumentException.class, () -> Curve.read(beside));
        byte[] beyond = BROWSER.clone();
        java.util.Arrays.fill(beyond, 1, 33, (byte) 0xff);
        assertThrows(IllegalArgumentException.class, () -> Curve.read(beyond));
        assertThrows(IllegalArgumentException.class, () -> Curve.read(new byte[65]));
        assertThrows(IllegalArgumentException.class, () -> Curve.read(new byte[] {4}));
    }
}
