package io.sparkbot.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The layer of environment variables. An empty variable counts as absent, since that is how container files pass what nobody set. */
final class Environment {

    /** A variable that ends so holds the name of a file with the secret. */
    private static final String FILE = "_FILE";

    private static final String PREFIX = "SPARKBOT_";

    /** Read by the start script, the launcher and the command line, which run before any setting is known. */
    private static final Set<String> READ_ELSEWHERE = Set.of(
            "SPARKBOT_HOME", "SPARKBOT_HOST", "SPARKBOT_PORT", "SPARKBOT_DATABASE_URL", "SPARKBOT_SKILLS_DIR", "SPARKBOT_AOT", "SPARKBOT_JVM_OPTIONS",
            "SPARKBOT_JDK_FOLDERS", "SPARKBOT_URL", "SPARKBOT_TOKEN", "SPARKBOT_PASSPHRASE", "SPARKBOT_VERSION");

    private static final Map<String, String> IGNORED = Map.of(
            "SPARKBOT_GUARDIAN_POLICY_ENABLED", "the gates cannot be switched off; an operator can grant scoped, expiring permissions instead",
            "DATABASE_TYPE", "Sparkbot always stores in PostgreSQL; SPARKBOT_DATABASE_URL names an external server");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * The value and the variable it comes from.
     *
     * @throws BadValue when a {@code _FILE} variable names a file that cannot be read
     */
    Optional<Found> find(Declaration declaration) throws BadValue {
        for (String name : declaration.variables()) {
            Optional<String> value = value(name);
            if (value.isPresent()) {
                return Optional.of(new Found(name, value.get()));
            }
            Optional<String> file = declaration.secret() ? value(name + FILE) : Optional.empty();
            if (file.isPresent()) {
                return Optional.of(new Found(name + FILE, read(name + FILE, file.get())));
            }
        }
        return Optional.empty();
    }

    /** Notices about variables that have no effect, by name. */
    Map<String, String> notices(Collection<Declaration> declarations) {
        Set<String> known = new TreeSet<>(READ_ELSEWHERE);
        for (Declaration declaration : declarations) {
            for (String name : declaration.variables()) {
                known.add(name);
                if (declaration.secret()) {
                    known.add(name + FILE);
                }
            }
        }
        Map<String, String> notices = new LinkedHashMap<>();
        for (String name : new TreeSet<>(variables.keySet())) {
            String why = IGNORED.get(name);
            if (why != null) {
                notices.put(name, "the environment variable " + name + " is ignored: " + why);
            } else if (name.startsWith(PREFIX) && value(name).isPresent() && !known.contains(name)) {
                notices.put(name, "no part of Sparkbot reads the environment variable " + name
                        + Names.nearest(name, known).map(n -> "; did you mean " + n + "?").orElse(""));
            }
        }
        return notices;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(s -> !s.isEmpty());
    }

    private static String read(String variable, String file) throws BadValue {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new BadValue("the file " + file + " (environment variable " + variable + ") cannot be read: " + e);
        }
    }

    /**
     * A value from the environment.
     *
     * @param variable where it comes from
     */
    record Found(String variable, String value) {}
}
