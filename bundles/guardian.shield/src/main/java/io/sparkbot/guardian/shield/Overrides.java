package io.sparkbot.guardian.shield;

import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.ToolPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The operator's stricter policies: {@code get_weather=confirm, run_code=deny}. An entry that would loosen a policy has no effect; one
 * whose action cannot be read denies its tool, because something stricter was meant.
 */
final class Overrides {

    private final Map<String, DefaultAction> actions = new HashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    static Overrides parse(String text) {
        Overrides overrides = new Overrides();
        for (String entry : text.split("[,;\\n]")) {
            if (!entry.isBlank()) {
                overrides.add(entry.strip());
            }
        }
        return overrides;
    }

    private void add(String entry) {
        int equals = entry.indexOf('=');
        String tool = (equals < 0 ? entry : entry.substring(0, equals)).strip();
        String action = equals < 0 ? "" : entry.substring(equals + 1).strip().toUpperCase(Locale.ROOT);
        try {
            actions.merge(tool, DefaultAction.valueOf(action), Overrides::stricter);
        } catch (IllegalArgumentException e) {
            unreadable.add(entry);
            actions.put(tool, DefaultAction.DENY);
        }
    }

    /** Entries whose action is none of allow, confirm, privileged, privileged_reveal, deny. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** The policy, at least as strict as the operator wants it. */
    ToolPolicy tighten(String tool, ToolPolicy policy) {
        DefaultAction wanted = actions.get(tool);
        return wanted == null ? policy : policy.withDefaultAction(stricter(policy.defaultAction(), wanted));
    }

    static DefaultAction stricter(DefaultAction a, DefaultAction b) {
        return rank(a) >= rank(b) ? a : b;
    }

    private static int rank(DefaultAction action) {
        return switch (action) {
            case ALLOW -> 0;
            case CONFIRM -> 1;
            case PRIVILEGED -> 2;
            case PRIVILEGED_REVEAL -> 3;
            case DENY -> 4;
        };
    }
}
