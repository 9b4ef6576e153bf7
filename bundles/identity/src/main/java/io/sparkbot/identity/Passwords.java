package io.sparkbot.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Password hashes by Argon2id (RFC 9106) with 19 MiB, two passes, one lane: the floor that OWASP's password storage sheet names. Written in
 * the PHC string format. At most two are computed at a time, so that a flood of logins cannot take the memory. Hashes of older kinds are
 * understood and {@link #isOutdated outdated}: Argon2id with other numbers, and the bcrypt of imported accounts.
 */
@Component(service = Passwords.class)
public final class Passwords {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String KIND = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$";

    /** Each step of the cost doubles the time; 15 takes seconds, and nothing in use is dearer. */
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-5])\\$[./A-Za-z0-9]{53}");

    private final SecureRandom random;
    private final Semaphore running = new Semaphore(2, true);
    private final String nobody;

    @Activate
    public Passwords() {
        this(new SecureRandom());
    }

    Passwords(SecureRandom random) {
        this.random = random;
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        this.nobody = text(salt, new byte[HASH_BYTES]);
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return text(salt, argon(password, MEMORY_KIB, PASSES, LANES, salt, HASH_BYTES));
    }

    /** Whether the password fits the hash; takes as long for a hash that nothing fits. */
    boolean matches(String password, String hash) {
        if (BCRYPT.matcher(hash).matches()) {
            return inTurn(() -> OpenBSDBCrypt.checkPassword(hash, password.getBytes(StandardCharsets.UTF_8)));
        }
        String[] parts = hash.split("\\$");
        if (parts.length != 6 || !parts[1].equals("argon2id")) {
            return false;
        }
        int[] numbers = parameters(parts[3]);
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        byte[] expected = Base64.getDecoder().decode(parts[5]);
        return MessageDigest.isEqual(expected, argon(password, numbers[0], numbers[1], numbers[2], salt, expected.length));
    }

    /** Whether a hash is of another kind than those made now, and should be made again when the password is at hand. */
    boolean isOutdated(String hash) {
        return !hash.startsWith(KIND);
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
        return inTurn(() -> {
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        running.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            running.release();
        }
    }

    private static int[] parameters(String text) {
        int[] numbers = new int[3];
        String[] parts = text.split(",");
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(parts[i].substring(2));
        }
        return numbers;
    }

    private static String text(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return KIND + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }
}
