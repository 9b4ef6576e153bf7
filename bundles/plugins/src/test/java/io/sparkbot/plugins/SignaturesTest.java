package io.sparkbot.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** K2: with trust = signed, only what a certificate in the folder vouches for starts. */
@Tag("K2")
class SignaturesTest {

    private static final char[] PASSWORD = "not-a-secret".toCharArray();

    @TempDir
    static Path keys;

    @TempDir
    Path home;

    private Yard yard;
    private Path certificates;
    private Rules signedOnly;

    @BeforeAll
    static void makeKeys() throws Exception {
        key("ours");
        key("stranger");
        key("old", "-startdate", "-10d", "-validity", "5");
        key("root", "-ext", "bc:c");
        key("leaf");
        String request = keys.resolve("leaf.csr").toString();
        String issued = keys.resolve("leaf.crt").toString();
        keytool(List.of("-certreq", "-alias", "leaf", "-file", request), List.of());
        keytool(List.of("-gencert", "-rfc", "-alias", "root", "-infile", request, "-outfile", issued), List.of());
        keytool(List.of("-importcert", "-noprompt", "-alias", "leaf", "-file", issued), List.of());
    }

    @BeforeEach
    void open() throws Exception {
        certificates = Files.createDirectories(home.resolve("keys/skills"));
        signedOnly = new Rules(Optional.of(new Signatures(certificates)), 1_000_000, Duration.ofSeconds(5));
        yard = new Yard(home).begin();
    }

    @AfterEach
    void close() throws Exception {
        yard.close();
    }

    @Test
    void a_jar_signed_by_a_trusted_certificate_starts_and_is_listed_as_signed() throws Exception {
        trust("ours");
        yard.rules(signedOnly);

        drop("echo.jar", sign(skill(), "ours"));

        assertEquals("one", yard.gate.call("echo"));
        assertTrue(yard.plugin("acme.echo").signed());
    }

    @Test
    void a_jar_signed_by_a_certificate_that_a_trusted_one_issued_starts() throws Exception {
        trust("root");
        yard.rules(signedOnly);

        drop("echo.jar", sign(skill(), "leaf"));

        assertEquals("one", yard.gate.call("echo"));
    }

    @Test
    void an_unsigned_jar_is_rejected() throws Exception {
        trust("ours");
        yard.rules(signedOnly);

        drop("echo.jar", skill());

        assertRejected("it is not signed");
    }

    @Test
    void a_jar_signed_by_a_stranger_is_rejected() throws Exception {
        trust("ours");
        yard.rules(signedOnly);

        drop("echo.jar", sign(skill(), "stranger"));

        assertRejected("not by a certificate in " + certificates);
    }

    @Test
    void a_jar_signed_with_an_expired_certificate_is_rejected() throws Exception {
        trust("old");
        yard.rules(signedOnly);

        drop("echo.jar", sign(skill(), "old"));

        assertRejected("not by a certificate in " + certificates);
    }

    @Test
    void a_signed_jar_that_was_changed_is_rejected() throws Exception {
        trust("ours");
        yard.rules(signedOnly);

        drop("echo.jar", changed(sign(skill(), "ours"), "acme/Skill.class", false));

        assertRejected("does not match");
    }

    @Test
    void a_signed_jar_to_which_a_file_was_added_is_rejected() throws Exception {
        trust("ours");
        yard.rules(signedOnly);

        drop("echo.jar", changed(sign(skill(), "ours"), "acme/Added.class", true));

        assertRejected("acme/Added.class is not signed");
    }

    @Test
    void without_a_certificate_nothing_is_trusted() throws Exception {
        yard.rules(signedOnly);

        drop("echo.jar", skill());

        assertRejected("there is no certificate in " + certificates);
    }

    @Test
    void a_running_unsigned_skill_leaves_when_only_signed_ones_are_trusted_and_returns_when_all_are() throws Exception {
        trust("ours");
        drop("echo.jar", skill());
        assertEquals("one", yard.gate.call("echo"));

        yard.rules(signedOnly);

        assertThrows(IllegalStateException.class, () -> yard.gate.call("echo"));
        assertRejected("it is not signed");
        yard.rules(new Rules(Optional.empty(), 1_000_000, Duration.ofSeconds(5)));
        assertEquals("one", yard.gate.call("echo"));
    }

    private void assertRejected(String reason) {
        PluginView listed = yard.plugin("acme.echo");
        assertEquals("rejected", listed.state());
        assertTrue(listed.reason().contains(reason), listed.reason());
        assertEquals(0, yard.installed("acme.echo"));
    }

    private static byte[] skill() throws Exception {
        return TestJar.skill("acme.echo", "1.0.0", "echo", "one").bytes();
    }

    private void drop(String name, byte[] jar) throws Exception {
        TestJar.drop(yard.skills.resolve(name), jar);
        yard.settle();
    }

    private static void key(String alias, String... more) throws Exception {
        keytool(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + alias), List.of(more));
    }

    private void trust(String alias) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(store().getCertificate(alias).getEncoded());
        Files.writeString(certificates.resolve(alias + ".pem"), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private static KeyStore store() throws Exception {
        return KeyStore.getInstance(keys.resolve("keys.p12").toFile(), PASSWORD);
    }

    private static void keytool(List<String> command, List<String> more) throws Exception {
        var whole = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        whole.addAll(command);
        whole.addAll(more);
        whole.addAll(List.of("-keystore", keys.resolve("keys.p12").toString(), "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    private byte[] sign(byte[] jar, String alias) throws Exception {
        var entry = (KeyStore.PrivateKeyEntry) store().getEntry(alias, new KeyStore.PasswordProtection(PASSWORD));
        Path unsigned = Files.write(home.resolve("unsigned.jar"), jar);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(unsigned.toFile())) {
            new JarSigner.Builder(entry).build().sign(zip, signed);
        }
        return signed.toByteArray();
    }

    /** The jar with one file changed, or with one more. */
    private static byte[] changed(byte[] jar, String name, boolean add) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream source = new java.io.ByteArrayInputStream(jar);
                ZipInputStream in = new ZipInputStream(source);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
                if (entry.getName().equals(name)) {
                    out.write(0);
                }
            }
            if (add) {
                out.putNextEntry(new ZipEntry(name));
                out.write(1);
            }
        }
        return bytes.toByteArray();
    }
}
