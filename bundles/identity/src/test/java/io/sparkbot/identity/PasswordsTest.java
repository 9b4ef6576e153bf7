package io.sparkbot.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(new SecureRandom());

    @Test
    void a_password_fits_its_own_hash_only_and_two_hashes_of_it_differ() {
        String hash = passwords.hash("correct horse");
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(passwords.matches("correct horse", hash));
        assertFalse(passwords.matches("correct horsf", hash));
        assertNotEquals(hash, passwords.hash("correct horse"));
    }

    /** From the tests of the Argon2 reference implementation (src/test.c, version 0x13). */
    @Test
    void a_hash_of_the_reference_implementation_is_understood() {
        assertTrue(passwords.matches(
                "password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
    }

    @Test
    void a_bcrypt_hash_of_an_imported_account_is_understood_and_outdated() {
        String hash = bcrypt("correct horse");
        assertTrue(passwords.matches("correct horse", hash));
        assertFalse(passwords.matches("correct horsf", hash));
        assertTrue(passwords.isOutdated(hash));
        assertTrue(passwords.isOutdated("$argon2id$v=19$m=4096,t=3,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
        assertFalse(passwords.isOutdated(passwords.hash("correct horse")));
    }

    /** From crypt_blowfish's own tests (wrapper.c). */
    @Test
    void hashes_of_the_bcrypt_reference_are_understood() {
        assertTrue(passwords.matches("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
        assertTrue(passwords.matches("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"));
        assertTrue(passwords.matches("", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"));
        assertFalse(passwords.matches("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"));
        assertFalse(passwords.matches("U*U", "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"), "hours of work");
    }

    @Test
    void nothing_fits_the_hash_of_nobody() {
        assertFalse(passwords.matches("", passwords.nobody()));
        assertFalse(passwords.matches("anything", "no hash at all"));
    }

    @Test
    void the_classes_taken_into_the_bundle_are_enough() throws Exception {
        URL[] bundle = {Path.of("target/classes").toUri().toURL()};
        try (URLClassLoader alone = new URLClassLoader(bundle, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = alone.loadClass(Passwords.class.getName());
            var constructor = type.getDeclaredConstructor(SecureRandom.class);
            constructor.setAccessible(true);
            var hash = type.getDeclaredMethod("hash", String.class);
            hash.setAccessible(true);
            String text = (String) hash.invoke(constructor.newInstance(new SecureRandom()), "correct horse");
            assertTrue(passwords.matches("correct horse", text));
            var matches = type.getDeclaredMethod("matches", String.class, String.class);
            matches.setAccessible(true);
            assertEquals(true, matches.invoke(constructor.newInstance(new SecureRandom()), "correct horse", bcrypt("correct horse")));
            assertEquals(alone, alone.loadClass("org.bouncycastle.crypto.generators.Argon2BytesGenerator").getClassLoader());
        }
    }

    private static String bcrypt(String password) {
        return OpenBSDBCrypt.generate("2b", password.toCharArray(), new byte[16], 4);
    }
}
