package io.sparkbot.llm.web;

import io.sparkbot.api.config.Settings;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import io.sparkbot.llm.BaseUrl;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.provider.Providers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a wish into settings to save in one go, and into lines about what was not done. */
final class PlannedChange {

    static final String DEFAULT_MODEL = "llm.model";

    private static final String ADDRESS = "_base_url";
    private static final String KEY = "_api_key";

    private final Providers providers;
    private final Settings settings;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> notices = new ArrayList<>();

    PlannedChange(Providers providers, Settings settings) {
        this.providers = providers;
        this.settings = settings;
    }

    /** Values by settings key. */
    Map<String, Object> values() {
        return values;
    }

    List<String> notices() {
        return notices;
    }

    PlannedChange plan(ModelConfigChange change) {
        change.providers().ifPresent(this::credentials);
        change.defaultSelection().ifPresent(this::selection);
        change.stack().ifPresent(this::stack);
        notYet("local_runtime", change.localRuntime());
        notYet("routing_policy", change.routingPolicy());
        notYet("agent_overrides", change.agentOverrides());
        notYet("comms", change.comms());
        notYet("token_guardian_mode", change.tokenGuardianMode());
        if (values.isEmpty()) {
            throw Problem.badRequest(
                    "nothing_to_change",
                    notices.isEmpty() ? "There is nothing to change in this request." : String.join(" ", notices));
        }
        return this;
    }

    private void credentials(Map<String, @Nullable String> fields) {
        fields.forEach((field, value) -> {
            if (value == null || value.isBlank()) {
                return;
            }
            Optional<LlmProvider> owner = providers.all().stream()
                    .filter(provider -> provider.settings().containsKey(field))
                    .findFirst();
            if (owner.isEmpty()) {
                notices.add("\"" + field + "\" was not saved: no installed provider has such a setting.");
                return;
            }
            Map<String, String> keys = owner.get().settings();
            values.put(setting(keys, field), field.endsWith(ADDRESS) ? address(field, value) : value.strip());
            if (field.endsWith(ADDRESS)) {
                forgetKey(owner.get(), value.strip(), fields);
            }
        });
    }

    /** A key belongs to an address: it must not be sent to another one. */
    private void forgetKey(LlmProvider provider, String address, Map<String, @Nullable String> fields) {
        if (provider.access()
                .baseUrl()
                .filter(before -> before.equals(address(address, address)))
                .isPresent()) {
            return;
        }
        provider.settings().forEach((field, setting) -> {
            String given = fields.get(field);
            if (field.endsWith(KEY)
                    && (given == null || given.isBlank())
                    && settings.isSet(setting)
                    && !settings.isLocked(setting)) {
                values.put(setting, Settings.DEFAULT);
                notices.add("The key for the former address of " + provider.label() + " was removed.");
            }
        });
    }

    private static String setting(Map<String, String> keys, String field) {
        return String.valueOf(keys.get(field));
    }

    private static String address(String field, String value) {
        try {
            return new BaseUrl(value).value();
        } catch (IllegalArgumentException wrong) {
            throw InvalidField.body(field, "bad_address", String.valueOf(wrong.getMessage()));
        }
    }

    private void selection(ModelConfigChange.Selection selection) {
        String model = selection.model().strip();
        if (model.isEmpty()) {
            return;
        }
        LlmProvider provider = providers
                .find(selection.provider())
                .orElseThrow(() -> Problem.badRequest(
                        "bad_request", "No provider \"" + selection.provider() + "\" is installed."));
        String prefixed = provider.id() + "/" + model;
        if (provider.nativeName(model).isPresent()) {
            values.put(DEFAULT_MODEL, model);
        } else if (provider.nativeName(prefixed).isPresent()) {
            values.put(DEFAULT_MODEL, prefixed);
        } else {
            throw Problem.badRequest("unknown_model", "\"" + model + "\" is no model of " + provider.label() + ".");
        }
    }

    private void stack(ModelConfigChange.Stack stack) {
        stack.primary().map(String::strip).filter(model -> !model.isEmpty()).ifPresent(model -> {
            if (providers.all().stream()
                    .noneMatch(provider -> provider.nativeName(model).isPresent())) {
                throw Problem.badRequest("unknown_model", "No installed provider offers the model \"" + model + "\".");
            }
            values.put(DEFAULT_MODEL, model);
        });
        boolean more = java.util.stream.Stream.of(stack.backup1(), stack.backup2(), stack.heavyHitter())
                .anyMatch(model -> model.filter(id -> !id.isBlank()).isPresent());
        if (more) {
            notices.add("Backup models are not used yet and were not saved.");
        }
    }

    private void notYet(String field, @Nullable Object wish) {
        if (wish != null) {
            notices.add("\"" + field + "\" cannot be changed yet and was left as it is.");
        }
    }
}
