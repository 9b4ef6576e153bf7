package io.sparkbot.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Jar signatures (as made by jarsigner) against the certificates an admin put into the home folder. */
final class Signatures {

    /** Files that carry the signature and cannot be signed themselves. */
    private static final Pattern SIGNATURE_FILE = Pattern.compile("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)", Pattern.CASE_INSENSITIVE);

    private final Path certificates;

    Signatures(Path certificates) {
        this.certificates = certificates;
    }

    /** @throws Refused unless one trusted certificate signed every file of the jar */
    void require(JarFile jar) throws Refused, IOException {
        List<X509Certificate> trusted = trusted();
        Set<CodeSigner> common = new HashSet<>();
        boolean first = true;
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (entry.isDirectory() || SIGNATURE_FILE.matcher(entry.getName()).matches()) {
                continue;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            CodeSigner[] signers = entry.getCodeSigners();
            if (signers == null) {
                throw Refused.rejected(first
                        ? "it is not signed, and only signed skills start here (plugins.trust = signed): sign it with jarsigner"
                        : "its file " + entry.getName() + " is not signed although others are: sign the whole jar again");
            }
            Set<CodeSigner> own = Set.of(signers);
            if (first) {
                common.addAll(own);
            } else {
                common.retainAll(own);
            }
            first = false;
        }
        if (common.stream().noneMatch(signer -> isTrusted(signer, trusted))) {
            throw Refused.rejected("it is signed, but not by a certificate in " + certificates
                    + " (plugins.certificates): add the signer's certificate there, or sign it with a trusted one");
        }
    }

    private static boolean isTrusted(CodeSigner signer, List<X509Certificate> trusted) {
        CertPath path = signer.getSignerCertPath();
        Date when = signer.getTimestamp() == null ? new Date() : signer.getTimestamp().getTimestamp();
        for (X509Certificate anchor : trusted) {
            if (path.getCertificates().getFirst().equals(anchor) ? isValid(anchor, when) : leadsTo(path, anchor, when)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isValid(X509Certificate certificate, Date when) {
        return !when.before(certificate.getNotBefore()) && !when.after(certificate.getNotAfter());
    }

    private static boolean leadsTo(CertPath path, X509Certificate anchor, Date when) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(when);
            List<? extends java.security.cert.Certificate> links =
                    path.getCertificates().stream().filter(link -> !link.equals(anchor)).toList();
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(links), parameters);
            return true;
        } catch (GeneralSecurityException doesNot) {
            return false;
        }
    }

    private List<X509Certificate> trusted() throws Refused, IOException {
        List<X509Certificate> found = new ArrayList<>();
        if (Files.exists(certificates)) {
            try (Stream<Path> files = Files.walk(certificates, 1)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    found.addAll(read(file));
                }
            }
        }
        if (found.isEmpty()) {
            throw Refused.rejected("only signed skills start here (plugins.trust = signed), but there is no certificate in " + certificates
                    + " (plugins.certificates): put the signer's certificate there");
        }
        return found;
    }

    private static List<X509Certificate> read(Path file) throws Refused, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException unreadable) {
            throw Refused.rejected("the file " + file + " holds no certificate in PEM or DER form (plugins.certificates): mend or remove it");
        }
    }
}
