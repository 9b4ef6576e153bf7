package io.sparkbot.guardian.shield;

import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.Scope;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built-in table, read from {@code policy.table}. */
final class PolicyTable {

    private static final Pattern ROW = Pattern.compile("([a-z0-9_]+)(?:\\[([a-z0-9_]+)=([a-z0-9_|]+)])?\\s+(.*)");
    private static final Set<String> FLAGS = Set.of("high_risk", "gate", "operator", "skill");

    private final Map<String, List<Row>> rows = new HashMap<>();

    /**
     * @param when the argument and its values (lower case) for which the row holds; absent for all
     * @param operatorOnly whether only operators may call the tool at all
     * @param bySkill whether a skill may bring the tool
     */
    record Row(String tool, Optional<When> when, ToolPolicy policy, boolean operatorOnly, boolean bySkill) {

        boolean fits(Map<String, Object> arguments) {
            return when.isEmpty() || when.get().fits(arguments);
        }
    }

    /** A condition on one argument. */
    record When(String argument, Set<String> values) {

        boolean fits(Map<String, Object> arguments) {
            return arguments.get(argument) instanceof String text && values.contains(text.strip().toLowerCase(Locale.ROOT));
        }
    }

    /** The table that ships with this bundle. */
    static PolicyTable shipped() {
        try (InputStream in = PolicyTable.class.getResourceAsStream("policy.table")) {
            if (in == null) {
                throw new IllegalStateException("policy.table is missing from the bundle");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    static PolicyTable parse(List<String> lines) {
        PolicyTable table = new PolicyTable();
        for (String line : lines) {
            String row = line.strip();
            if (!row.isEmpty() && !row.startsWith("#")) {
                table.add(row(row));
            }
        }
        return table;
    }

    private void add(Row row) {
        List<Row> same = rows.computeIfAbsent(row.tool(), t -> new ArrayList<>());
        if (same.stream().anyMatch(r -> r.when().equals(row.when()))) {
            throw new IllegalArgumentException("the policy table has two rows for " + row.tool());
        }
        same.add(row.when().isPresent() ? 0 : same.size(), row);
    }

    private static Row row(String line) {
        Matcher matcher = ROW.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("unreadable policy row: " + line);
        }
        String[] cells = matcher.group(4).split("\\s+");
        if (cells.length < 4) {
            throw new IllegalArgumentException("the policy row of " + matcher.group(1) + " is too short");
        }
        Set<String> flags = Set.of(Arrays.copyOfRange(cells, 4, cells.length));
        if (!FLAGS.containsAll(flags)) {
            throw new IllegalArgumentException("the policy row of " + matcher.group(1) + " has an unknown flag among " + flags);
        }
        Optional<When> when = Optional.ofNullable(matcher.group(2))
                .map(argument -> new When(argument, Set.of(matcher.group(3).split("\\|"))));
        ToolPolicy policy = new ToolPolicy(
                Scope.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                cells[1],
                DefaultAction.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                ActionType.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                flags.contains("high_risk"),
                flags.contains("gate"));
        return new Row(matcher.group(1), when, policy, flags.contains("operator"), flags.contains("skill"));
    }

    /** The row for this call: one for its arguments before the general one. */
    Optional<Row> find(String tool, Map<String, Object> arguments) {
        return rows.getOrDefault(tool, List.of()).stream().filter(r -> r.fits(arguments)).findFirst();
    }

    Set<String> tools() {
        return rows.keySet();
    }
}
