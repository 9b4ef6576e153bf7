package io.sparkbot.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Origins besides our own that a browser may call from, in lower case without a trailing slash. */
public record AllowedOrigins(Set<String> origins) {

    private static final Logger log = LoggerFactory.getLogger(AllowedOrigins.class);

    public AllowedOrigins {
        origins = Set.copyOf(origins);
    }

    /** Reads a comma list; a wildcard is left out with a warning, since credentials are allowed. */
    public static AllowedOrigins parse(String list) {
        return new AllowedOrigins(Arrays.stream(list.split(","))
                .map(AllowedOrigins::normal)
                .filter(origin -> !origin.isEmpty())
                .filter(AllowedOrigins::isConcrete)
                .collect(Collectors.toSet()));
    }

    public boolean contains(String origin) {
        return origins.contains(normal(origin));
    }

    private static boolean isConcrete(String origin) {
        if (origin.contains("*")) {
            log.warn("allowed origin \"{}\" is ignored: name each origin (web.cors_origins)", origin);
            return false;
        }
        return true;
    }

    private static String normal(String origin) {
        String text = origin.strip().toLowerCase(Locale.ROOT);
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
