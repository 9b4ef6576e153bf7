package io.sparkbot.guardian.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import io.sparkbot.api.secret.Sealer;

/**
 * The newest seal in a file of the home, outside the database: whoever takes the database back to an earlier state, seals and all, does not
 * reach it. A backup leaves it out, since a restored database may honestly be older.
 */
final class Anchor {

    private static final String CONTEXT = "guardian.audit/anchor";

    private final Path file;
    private final Sealer sealer;

    Anchor(Path file, Sealer sealer) {
        this.file = file;
        this.sealer = sealer;
    }

    /**
     * What the file says.
     *
     * @param since the key is known to have sealed from this entry on; seals before it may be of an earlier key
     */
    record Proof(long since, Link link) {}

    /**
     * @return empty when there is no file, or another key made it
     * @throws IOException when the file cannot be read
     */
    Optional<Proof> read() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            ByteBuffer plain = ByteBuffer.wrap(sealer.open(Files.readAllBytes(file), CONTEXT));
            long since = plain.getLong();
            long seq = plain.getLong();
            byte[] hash = new byte[plain.remaining()];
            plain.get(hash);
            return Optional.of(new Proof(since, new Link(seq, hash)));
        } catch (IllegalArgumentException anotherKey) {
            return Optional.empty();
        }
    }

    void write(Proof proof) throws IOException {
        Link link = proof.link();
        byte[] plain = ByteBuffer.allocate(2 * Long.BYTES + link.hash().length).putLong(proof.since()).putLong(link.seq()).put(link.hash()).array();
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.write(draft, sealer.seal(plain, CONTEXT));
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
