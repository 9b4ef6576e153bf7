package io.sparkbot.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.config.Settings;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Settings saved by people. One transaction holds the values and their audit entry; the running components have them before the caller goes on. */
@Component(service = {Settings.class, SavedSettings.class}, immediate = true)
public final class SavedSettings implements Settings {

    private final Database database;
    private final Config config;
    private final SettingStore store;
    private Map<String, Object> saved;

    private volatile @Nullable Audit audit;

    @Activate
    public SavedSettings(@Reference(target = "(schema=config)") Database database, @Reference Config config, @Reference Sealer sealer) {
        this.database = database;
        this.config = config;
        this.store = new SettingStore(database, sealer);
        this.saved = store.load();
        config.apply(saved);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY, unbind = "withoutAudit")
    void audit(Audit present) {
        audit = present;
    }

    void withoutAudit(Audit gone) {
        if (audit == gone) {
            audit = null;
        }
    }

    @Override
    public synchronized void save(Map<String, Object> values, UUID changedBy) {
        Map<Declaration, Object> checked = check(values);
        Map<String, Object> next = new HashMap<>(saved);
        database.transaction(sql -> {
            checked.forEach((declaration, value) -> {
                if (value == DEFAULT) {
                    store.remove(sql, declaration.key());
                    next.remove(declaration.key());
                } else {
                    store.put(sql, declaration, value, changedBy);
                    next.put(declaration.key(), value instanceof String[] many ? List.of(many) : value);
                }
            });
            Audit present = audit;
            if (present != null) {
                present.append(entry(checked, changedBy));
            }
            return checked.size();
        });
        saved = next;
        config.apply(next);
        config.awaitArrival();
    }

    @Override
    public boolean isLocked(String key) {
        return config.catalogue().setting(key).map(Setting::locked).orElse(false);
    }

    @Override
    public boolean isSet(String key) {
        return config.catalogue().setting(key).map(Setting::isSet).orElse(false);
    }

    private Map<Declaration, Object> check(Map<String, Object> values) {
        Map<Declaration, Object> checked = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            String key = entry.getKey();
            Setting setting = config.catalogue().setting(key).orElseThrow(() -> InvalidField.body(key, "unknown_key",
                    "There is no setting \"" + key + "\"." + config.catalogue().nearest(key).map(n -> " Did you mean \"" + n + "\"?").orElse("")));
            if (setting.locked()) {
                throw Problem.conflict("conflict", "\"" + key + "\" is fixed by " + setting.origin() + " and cannot be changed here. Change or remove it there and restart.");
            }
            try {
                checked.put(setting.declaration(), entry.getValue() == DEFAULT ? DEFAULT : setting.declaration().value(entry.getValue()));
            } catch (BadValue e) {
                throw InvalidField.body(key, "bad_value", "\"" + key + "\": " + e.text() + ".");
            }
        }
        return checked;
    }

    private static Audit.AuditEntry entry(Map<Declaration, Object> checked, UUID changedBy) {
        Map<String, Object> shown = new LinkedHashMap<>();
        checked.forEach((declaration, value) -> shown.put(declaration.key(),
                value == DEFAULT ? "default" : declaration.secret() ? Redactor.PLACEHOLDER : value instanceof String[] many ? List.of(many) : value));
        return new Audit.AuditEntry(Optional.of(changedBy), Optional.empty(), "settings_change", shown, "saved", Optional.empty(), Optional.empty(), Optional.empty());
    }
}
