package io.sparkbot.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.sparkbot.api.secret.Sealer;

/**
 * AES-256-GCM with a fresh 96-bit nonce each time (NIST SP 800-38D). Envelope: version 1, 8 bytes naming the key, nonce, ciphertext with its
 * 128-bit tag; version, key and context are authenticated with it.
 */
final class InstanceSealer implements Sealer {

    private static final byte VERSION = 1;
    private static final int KEY_NAME = 8;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER = 1 + KEY_NAME;

    private final SecretKeySpec key;
    private final byte[] keyName;
    private final SecureRandom random;

    InstanceSealer(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.keyName = Arrays.copyOf(sha256(key), KEY_NAME);
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] header = ByteBuffer.allocate(HEADER).put(VERSION).put(keyName).array();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, header, context).doFinal(plain);
            return ByteBuffer.allocate(HEADER + NONCE + sealed.length).put(header).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
        if (sealed.length < HEADER + NONCE + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new IllegalArgumentException("not a sealed value of version " + VERSION);
        }
        if (!Arrays.equals(keyName, Arrays.copyOfRange(sealed, 1, HEADER))) {
            throw new IllegalArgumentException("sealed with another key than the one of this installation");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(sealed, HEADER, HEADER + NONCE), Arrays.copyOf(sealed, HEADER), context)
                    .doFinal(sealed, HEADER + NONCE, sealed.length - HEADER - NONCE);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("the sealed value was changed, or belongs elsewhere than " + context, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] header, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
