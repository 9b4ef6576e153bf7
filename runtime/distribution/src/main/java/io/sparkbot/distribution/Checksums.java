package io.sparkbot.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Writes {@code SHA256SUMS} for the archives of a folder and their bill of materials, in the format of {@code sha256sum}. */
public final class Checksums {
    private Checksums() {}

    /** Argument: the folder. */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        Path folder = Path.of(args[0]);
        StringBuilder sums = new StringBuilder();
        for (Path archive : archives(folder)) {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
            sums.append(HexFormat.of().formatHex(sum)).append("  ").append(archive.getFileName()).append('\n');
        }
        Files.writeString(folder.resolve("SHA256SUMS"), sums);
    }

    private static List<Path> archives(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(zip|tar\\.gz|cdx\\.json)")).sorted().toList();
        }
    }
}
