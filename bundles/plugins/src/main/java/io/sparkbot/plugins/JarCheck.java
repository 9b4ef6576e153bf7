package io.sparkbot.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Looks into a jar before anything of it is installed. */
final class JarCheck {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int LONGEST_NAME = 150;

    private final Supplier<Rules> rules;

    JarCheck(Supplier<Rules> rules) {
        this.rules = rules;
    }

    /**
     * @throws Refused when it is no bundle, or the rules forbid it
     * @throws ZipException when it cannot be read as a zip file: it is incomplete, or something else
     */
    BundleJar look(KeptJars.Copy copy) throws Refused, IOException {
        long begin = System.nanoTime();
        Rules now = rules.get();
        try (JarFile jar = new JarFile(copy.path().toFile(), now.signaturesMatter())) {
            Attributes header = Optional.ofNullable(jar.getManifest()).orElseGet(Manifest::new).getMainAttributes();
            String name = name(header);
            try {
                Version version = version(header);
                refuseFragments(header);
                boolean signed = now.isTrusted(jar);
                long micros = (System.nanoTime() - begin) / 1000;
                return new BundleJar(copy.path(), copy.sha256(), name, version, signed, micros);
            } catch (Refused refused) {
                throw refused.of(name);
            } catch (SecurityException tampered) {
                throw tampered(tampered).of(name);
            }
        } catch (SecurityException tampered) {
            throw tampered(tampered);
        }
    }

    private static Refused tampered(SecurityException found) {
        return Refused.rejected("its signature does not match its content (" + found.getMessage() + "): build and sign it again");
    }

    static Refused tooLarge(Path file, long bytes, long limit) {
        return Refused.rejected(String.format(
                Locale.ROOT,
                "%s is %.1f MB; the limit is %.1f MB (plugins.max_size_mb)",
                file.getFileName(),
                bytes / 1e6,
                limit / 1e6));
    }

    private static String name(Attributes header) throws Refused {
        String text = header.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (text == null) {
            throw Refused.rejected("it is no OSGi bundle: its META-INF/MANIFEST.MF has no Bundle-SymbolicName. Build it with bnd-maven-plugin"
                    + " (`sparkbot skill new NAME` makes a project that does)");
        }
        String name = text.replaceFirst(";.*", "").strip();
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw Refused.rejected("its Bundle-SymbolicName is not valid: letters, digits, - and _ in parts separated by dots, at most "
                    + LONGEST_NAME + " characters");
        }
        if (text.replace(" ", "").contains(Constants.SINGLETON_DIRECTIVE + ":=true")) {
            throw Refused.rejected("it is a singleton bundle, which cannot be updated beside the running version: remove singleton:=true")
                    .of(name);
        }
        return name;
    }

    private static Version version(Attributes header) throws Refused {
        String text = header.getValue(Constants.BUNDLE_VERSION);
        try {
            return text == null ? Version.emptyVersion : Version.parseVersion(text.strip());
        } catch (IllegalArgumentException wrong) {
            throw Refused.rejected("its Bundle-Version " + text + " is no OSGi version such as 1.2.0");
        }
    }

    private static void refuseFragments(Attributes header) throws Refused {
        if (header.getValue(Constants.FRAGMENT_HOST) != null) {
            throw Refused.rejected("it is a fragment of " + header.getValue(Constants.FRAGMENT_HOST)
                    + ": fragments change other bundles and are not let in. Make it a bundle of its own");
        }
    }
}
