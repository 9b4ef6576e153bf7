package io.sparkbot.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every declared setting and its value. A value fixed by the environment or the file wins over a saved one, which could only be older; a saved
 * one wins over the default. Thread-safe.
 */
final class Catalogue {

    /** {@code [server]} is read by the launcher, before this bundle runs. */
    private static final Set<String> READ_BY_LAUNCHER = Set.of("server.host", "server.port");

    private static final Set<String> SKILL_SECTIONS = Set.of("skill", "skills");

    private final SettingsFile file;
    private final Environment environment;
    private final TreeMap<Long, List<Declaration>> byBundle = new TreeMap<>();
    private Map<String, Object> saved = Map.of();

    Catalogue(SettingsFile file, Environment environment) {
        this.file = file;
        this.environment = environment;
    }

    /** @return pids concerned, those of an earlier declaration of this bundle included */
    synchronized Set<String> declare(long bundle, List<Declaration> declarations) {
        Set<String> pids = withdraw(bundle);
        if (!declarations.isEmpty()) {
            byBundle.put(bundle, declarations);
        }
        declarations.forEach(d -> pids.add(d.pid()));
        return pids;
    }

    synchronized Set<String> withdraw(long bundle) {
        Set<String> pids = new LinkedHashSet<>();
        Optional.ofNullable(byBundle.remove(bundle)).orElse(List.of()).forEach(d -> pids.add(d.pid()));
        return pids;
    }

    synchronized void saved(Map<String, Object> values) {
        saved = Map.copyOf(values);
    }

    /** All settings, sorted by key. */
    synchronized List<Setting> settings() {
        return declarations().values().stream().map(this::current).toList();
    }

    synchronized Optional<Setting> setting(String key) {
        return Optional.ofNullable(declarations().get(key)).map(this::current);
    }

    synchronized Set<String> pids() {
        Set<String> pids = new TreeSet<>();
        declarations().values().forEach(d -> pids.add(d.pid()));
        return pids;
    }

    /** What a component gets: only what is set, since the defaults stand in its own description, and no secret under a name for all to read. */
    synchronized Dictionary<String, Object> configuration(String pid) {
        Dictionary<String, Object> properties = new Hashtable<>();
        for (Declaration declaration : declarations().values()) {
            Setting setting = current(declaration);
            if (declaration.pid().equals(pid) && setting.isSet() && !declaration.wouldBeExposed()) {
                setting.value().ifPresent(v -> properties.put(declaration.property(), v));
            }
        }
        return properties;
    }

    /** The known key that was probably meant. */
    synchronized Optional<String> nearest(String key) {
        return Names.nearest(key, declarations().keySet());
    }

    /** What forbids the start: keys of the file that nobody knows, values of file and environment that do not fit. */
    synchronized List<String> problems() {
        List<String> problems = new ArrayList<>();
        Map<String, Declaration> known = declarations();
        file.values().keySet().stream().filter(k -> !known.containsKey(k) && !READ_BY_LAUNCHER.contains(k) && !mayBeSkill(k, known.values()))
                .forEach(k -> problems.add(file.place(k) + ": unknown setting " + k + suggestion(k, known)));
        known.values().forEach(d -> problem(d).ifPresent(problems::add));
        return problems;
    }

    /** What does no harm but has no effect: environment variables and sections that nobody reads. */
    synchronized List<String> notices() {
        Map<String, Declaration> known = declarations();
        List<String> notices = new ArrayList<>(environment.notices(known.values()).values());
        file.values().keySet().stream().filter(k -> !known.containsKey(k) && mayBeSkill(k, known.values()))
                .map(k -> sectionExists(section(k), known.values())
                        ? file.place(k) + ": unknown setting " + k + suggestion(k, known)
                        : file.path() + ": section [" + section(k) + "] has no effect, no such skill is installed")
                .distinct().forEach(notices::add);
        return notices;
    }

    /** Why the value that file or environment give to this setting does not fit. */
    private Optional<String> problem(Declaration declaration) {
        try {
            fixed(declaration);
            return Optional.empty();
        } catch (BadValue e) {
            return Optional.of(e.text());
        }
    }

    private Setting current(Declaration declaration) {
        try {
            Optional<Setting> fixed = fixed(declaration);
            if (fixed.isPresent()) {
                return fixed.get();
            }
            Object raw = saved.get(declaration.key());
            if (raw != null) {
                return new Setting(declaration, Source.SAVED, Optional.of(declaration.value(raw)), "");
            }
        } catch (BadValue e) {
            // told by problems(), or a saved value from before a change of its declaration: the default holds
            return new Setting(declaration, Source.DEFAULT, declaration.defaultValue(), "");
        }
        return new Setting(declaration, Source.DEFAULT, declaration.defaultValue(), "");
    }

    private Optional<Setting> fixed(Declaration declaration) throws BadValue {
        Optional<Environment.Found> found = environment.find(declaration);
        if (found.isPresent()) {
            String origin = "environment variable " + found.get().variable();
            return Optional.of(new Setting(declaration, Source.ENVIRONMENT, Optional.of(value(declaration, found.get().value(), origin)), origin));
        }
        Object raw = file.values().get(declaration.key());
        if (raw == null) {
            return Optional.empty();
        }
        String origin = file.place(declaration.key());
        return Optional.of(new Setting(declaration, Source.FILE, Optional.of(value(declaration, raw, origin)), origin));
    }

    private static Object value(Declaration declaration, Object raw, String origin) throws BadValue {
        try {
            return declaration.value(raw);
        } catch (BadValue e) {
            throw new BadValue(origin + ": " + declaration.key() + ": " + e.text());
        }
    }

    /** Where two versions of a bundle run side by side, the newer one's word counts. */
    private Map<String, Declaration> declarations() {
        Map<String, Declaration> all = new TreeMap<>();
        byBundle.values().forEach(list -> list.forEach(d -> all.put(d.key(), d)));
        return all;
    }

    /** Skills come and go, so what is meant for one must not keep the product from starting. */
    private static boolean mayBeSkill(String key, Collection<Declaration> known) {
        String section = section(key);
        String first = section.replaceFirst("\\..*", "");
        return SKILL_SECTIONS.contains(first) && section.contains(".")
                || section.contains(".") && known.stream().noneMatch(d -> d.section().equals(first) || d.section().startsWith(first + "."));
    }

    private static boolean sectionExists(String section, Collection<Declaration> known) {
        return known.stream().anyMatch(d -> d.section().equals(section));
    }

    private static String section(String key) {
        int dot = key.lastIndexOf('.');
        return dot < 0 ? "" : key.substring(0, dot);
    }

    private static String suggestion(String key, Map<String, Declaration> known) {
        Optional<String> nearest = Names.nearest(key, known.keySet());
        if (nearest.isPresent()) {
            return "; did you mean " + nearest.get() + "?";
        }
        Set<String> names = new TreeSet<>();
        known.values().stream().filter(d -> d.section().equals(section(key))).forEach(d -> names.add(d.name()));
        if (!names.isEmpty()) {
            return "; section [" + section(key) + "] has " + String.join(", ", names);
        }
        Set<String> sections = new TreeSet<>(Set.of("server"));
        known.values().forEach(d -> sections.add(d.section()));
        return Names.nearest(section(key), sections).map(s -> "; did you mean section [" + s + "]?").orElse("; sections are " + String.join(", ", sections));
    }
}
