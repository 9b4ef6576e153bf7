package io.sparkbot.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Password hashes by Argon2id (RFC 9106) with 19 MiB, two passes, one lane: the floor that OWASP's password storage sheet names. Written in
 * the PHC string format. At most two are computed at a time, so that a flood of logins cannot take the memory.
 */
final class Passwords {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final SecureRandom random;
    private final Semaphore running = new Semaphore(2, true);
    private final String nobody;

    Passwords(SecureRandom random) {
        this.random = random;
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        this.nobody = text(MEMORY_KIB, PASSES, LANES, salt, new byte[HASH_BYTES]);
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return text(MEMORY_KIB, PASSES, LANES, salt, argon(password, MEMORY_KIB, PASSES, LANES, salt, HASH_BYTES));
    }

    /** Whether the password fits the hash; takes as long for a hash that nothing fits. */
    boolean matches(String password, String hash) {
        String[] parts = hash.split("\\$");
        if (parts.length != 6 || !parts[1].equals("argon2id")) {
            return false;
        }
        int[] numbers = parameters(parts[3]);
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        byte[] expected = Base64.getDecoder().decode(parts[5]);
        return MessageDigest.isEqual(expected, argon(password, numbers[0], numbers[1], numbers[2], salt, expected.length));
    }

    /** A hash that no password fits, for user names that nobody has: timing then tells nothing. */
    String nobody() {
        return nobody;
    }

    private byte[] argon(String password, int memory, int passes, int lanes, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        running.acquireUninterruptibly();
        try {
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            running.release();
        }
        return hash;
    }

    private static int[] parameters(String text) {
        int[] numbers = new int[3];
        String[] parts = text.split(",");
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(parts[i].substring(2));
        }
        return numbers;
    }

    private static String text(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }
}
