package io.sparkbot.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.Bundle;

/** Reads what a bundle says about its tables: the header {@code Sparkbot-Migrations: <schema>} and the files in its folder {@code db}. */
final class BundleMigrations {

    static final String HEADER = "Sparkbot-Migrations";
    private static final String FOLDER = "db";

    private BundleMigrations() {}

    static Optional<String> schema(Bundle bundle) {
        return Optional.ofNullable(bundle.getHeaders("").get(HEADER)).map(String::strip).filter(s -> !s.isEmpty());
    }

    static Migrations read(Bundle bundle, String schema) throws IOException {
        Map<String, String> files = new HashMap<>();
        Enumeration<URL> entries = bundle.findEntries(FOLDER, "*.sql", true);
        while (entries != null && entries.hasMoreElements()) {
            URL url = entries.nextElement();
            try (InputStream in = url.openStream()) {
                files.put(url.getPath().replaceFirst(".*/", ""), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return new Migrations(schema, files);
    }
}
