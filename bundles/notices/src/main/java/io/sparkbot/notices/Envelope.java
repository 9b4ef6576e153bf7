package io.sparkbot.notices;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Closes words for one browser, so that its push service carries what it cannot read: message encryption for web push (RFC 8291) in one record of aes128gcm (RFC 8188). */
final class Envelope {

    /** Bytes of words; the limit of push services is 4096 for all of it (RFC 8030 §7.2). */
    static final int LONGEST = 3000;

    private static final int RECORD = 4096;
    private static final int SALT = 16;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;

    private Envelope() {}

    /**
     * @param browser public key of the browser, 65 bytes
     * @param secret of the browser, 16 bytes
     * @param once a key pair for this message alone
     * @param salt 16 random bytes
     */
    static byte[] close(byte[] words, byte[] browser, byte[] secret, KeyPair once, byte[] salt) {
        if (words.length > LONGEST) {
            throw new IllegalArgumentException("a notice has " + words.length + " bytes; the limit is " + LONGEST);
        }
        try {
            byte[] ours = Curve.write((ECPublicKey) once.getPublic());
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(once.getPrivate());
            agreement.doPhase(Curve.read(browser), true);
            byte[] seed = derived(secret, agreement.generateSecret(), info("WebPush: info", browser, ours), 32);
            byte[] key = derived(salt, seed, info("Content-Encoding: aes128gcm"), 16);
            byte[] nonce = derived(salt, seed, info("Content-Encoding: nonce"), 12);

            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            byte[] record = Arrays.copyOf(words, words.length + 1);
            record[words.length] = LAST_RECORD;
            byte[] closed = cipher.doFinal(record);
            return ByteBuffer.allocate(SALT + 4 + 1 + ours.length + closed.length)
                    .put(salt)
                    .putInt(RECORD)
                    .put((byte) ours.length)
                    .put(ours)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a notice cannot be encrypted", e);
        }
    }

    private static byte[] derived(byte[] salt, byte[] material, byte[] info, int length) throws GeneralSecurityException {
        var parameters = HKDFParameterSpec.ofExtract().addIKM(material).addSalt(salt).thenExpand(info, length);
        return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    }

    /** The label ends with a zero byte; keys follow it where there are any. */
    private static byte[] info(String label, byte[]... keys) {
        ByteBuffer info = ByteBuffer.allocate(label.length() + 1 + Curve.POINT * keys.length);
        info.put(label.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        for (byte[] key : keys) {
            info.put(key);
        }
        return info.array();
    }
}
