package io.sparkbot.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what is in the product as a CycloneDX 1.6 document; the same bytes for the same product. */
public final class BillOfMaterials {
    private BillOfMaterials() {}

    /** Arguments: assembled product, {@code docs/libraries.md}, local Maven repository, version of the product, file to write. */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        Path repository = Path.of(args[2]);
        ProductLibraries libraries = ProductLibraries.read(Path.of(args[0]), Path.of(args[1]), repository);
        if (!libraries.unlisted().isEmpty()) {
            throw new IllegalStateException("not in " + args[1] + ": " + libraries.unlisted());
        }
        Files.writeString(Path.of(args[4]), document(libraries.found(), repository, args[3]));
    }

    static String document(List<Library> libraries, Path repository, String version) throws IOException, NoSuchAlgorithmException {
        StringBuilder components = new StringBuilder();
        for (Library library : libraries) {
            components.append(components.isEmpty() ? "" : ",").append(component(library, repository));
        }
        return """
                {
                  "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
                  "bomFormat": "CycloneDX",
                  "specVersion": "1.6",
                  "version": 1,
                  "metadata": {"component": {"type": "application", "bom-ref": "sparkbot", "name": "sparkbot", "version": "%s"}},
                  "components": [%s
                  ]
                }
                """
                .formatted(version, components);
    }

    private static String component(Library library, Path repository) throws IOException, NoSuchAlgorithmException {
        String address = "pkg:maven/" + library.group() + "/" + library.artifact() + "@" + library.version();
        Path jar = library.jar(repository);
        String hashes = Files.exists(jar) ? ", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"" + sha256(jar) + "\"}]" : "";
        String places = library.jars().stream()
                .map(place -> "{\"location\": \"" + place + "\"}")
                .collect(Collectors.joining(", "));
        return """

                    {"type": "library", "bom-ref": "%1$s", "group": "%2$s", "name": "%3$s", "version": "%4$s", "purl": "%1$s",
                     "licenses": [{"license": {"%5$s": "%6$s"}}]%7$s, "evidence": {"occurrences": [%8$s]}}"""
                .formatted(
                        address, library.group(), library.artifact(), library.version(),
                        library.licence().equals("EDL-1.0") ? "name" : "id", library.licence(), hashes, places);
    }

    private static String sha256(Path jar) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    }
}
