package io.sparkbot.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key of this installation: 256 random bits in {@code keys/instance.key}, made at the first start, readable by its owner only. */
final class InstanceKey {

    static final int BYTES = 32;

    private static final Logger LOG = LoggerFactory.getLogger(InstanceKey.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private InstanceKey() {}

    /** @throws IOException when the file cannot be made or read or holds no key; the message names file and remedy */
    static byte[] load(Path folder, SecureRandom random) throws IOException {
        Path file = folder.resolve("instance.key");
        try {
            if (Files.notExists(file)) {
                make(folder, file, random);
            }
            mend(file);
            return decode(file);
        } catch (KeyProblem e) {
            throw e;
        } catch (IOException e) {
            throw new KeyProblem("the key of this installation, " + file + ", cannot be made or read (" + e + "). Mend the owner and permissions of its folder.", e);
        }
    }

    private static void make(Path folder, Path file, SecureRandom random) throws IOException {
        boolean posix = posix(folder);
        Files.createDirectories(folder, posix ? attributes(OWNER_FOLDER) : new FileAttribute<?>[0]);
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        Path draft = Files.createTempFile(folder, "instance", ".new", posix ? attributes(OWNER_ONLY) : new FileAttribute<?>[0]);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true); // what is sealed with a key that a power cut takes away is lost
        }
        try {
            Files.createLink(file, draft); // never over an existing one
        } catch (FileAlreadyExistsException another) {
            LOG.debug("another process made {} first", file);
        } finally {
            Files.delete(draft);
        }
    }

    private static void mend(Path file) throws IOException {
        if (posix(file) && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            LOG.warn("{} was open to others ({}); its permissions are now 600. If others use this machine, the secrets in the settings should be renewed.", file,
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    private static byte[] decode(Path file) throws IOException {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("not base64", e);
        }
        throw new KeyProblem("the file " + file + " holds no key (" + BYTES + " bytes in base64). Restore it from a backup; without it the secrets in the settings"
                + " cannot be read. To start anew, remove the file and enter them again.", null);
    }

    private static boolean posix(Path path) {
        Path existing = path.toAbsolutePath();
        while (existing != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.getFileAttributeView(existing, PosixFileAttributeView.class) != null;
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    /** Said in full already. */
    private static final class KeyProblem extends IOException {

        private static final long serialVersionUID = 1L;

        KeyProblem(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
