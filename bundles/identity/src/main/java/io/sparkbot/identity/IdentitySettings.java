package io.sparkbot.identity;

import io.sparkbot.api.health.StartProblem;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of this bundle; says {@link StartProblem} while the passphrase is too weak for where the server listens,
 * or the first administrator is not acceptable. */
@Component(service = IdentitySettings.class, immediate = true, configurationPid = "io.sparkbot.identity")
@Designate(ocd = IdentityConfig.class)
public final class IdentitySettings {

    private static final Logger log = LoggerFactory.getLogger(IdentitySettings.class);

    private final BundleContext context;
    private final PassphraseRule rule;
    private final boolean local;
    private volatile Values values;
    private @Nullable ServiceRegistration<StartProblem> startProblem;

    @Activate
    public IdentitySettings(BundleContext context, IdentityConfig config) {
        this.context = context;
        String environment = property("sparkbot.environment", "local");
        this.local = environment.equals("local");
        this.rule = new PassphraseRule(property("sparkbot.host", "127.0.0.1"), environment);
        this.values = read(config);
    }

    @Modified
    void modified(IdentityConfig config) {
        values = read(config);
    }

    @Deactivate
    void stop() {
        say(Optional.empty());
    }

    Values now() {
        return values;
    }

    private Values read(IdentityConfig config) {
        Optional<String> weak = rule.problem(config._passphrase());
        Optional<FirstAdmin> first = FirstAdmin.of(config.first_superuser(), config._first_superuser_password());
        Optional<String> closed = config.passphrase_login() ? weak : Optional.empty();
        say(closed.or(() -> first.flatMap(FirstAdmin::problem)));
        return new Values(
                config._passphrase(),
                config.passphrase_login(),
                weak,
                closed,
                first.filter(account -> account.problem().isEmpty()),
                config.login_max_failures(),
                config.login_max_failures_total(),
                Duration.ofSeconds(config.login_window_seconds()),
                Duration.ofMinutes(config.session_minutes()),
                config.landing_path(),
                Arrays.stream(config.operator_usernames().split(","))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                local);
    }

    private synchronized void say(Optional<String> problem) {
        if (startProblem != null) {
            startProblem.unregister();
            startProblem = null;
        }
        problem.ifPresent(text -> {
            log.error("sign-in is not set up: {}", text);
            startProblem = context.registerService(StartProblem.class, new StartProblem() {}, new Hashtable<>(Map.of(StartProblem.PROBLEM, text)));
        });
    }

    private String property(String name, String otherwise) {
        String value = context.getProperty(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /**
     * @param passphraseLogin whether the passphrase signs in even when named administrators exist
     * @param weak why the passphrase must not be accepted here; empty in the normal case
     * @param closed why nobody may sign in at all; empty in the normal case
     * @param firstAdmin the account to make while no administrator has a password
     * @param landingPath the page after signing in, of people who chose none
     * @param operators user names in lower case; empty means every active local person
     * @param local whether this is the local environment, where cookies go over plain HTTP
     */
    record Values(
            String passphrase,
            boolean passphraseLogin,
            Optional<String> weak,
            Optional<String> closed,
            Optional<FirstAdmin> firstAdmin,
            int maxFailures,
            int maxFailuresTotal,
            Duration window,
            Duration sessionLength,
            String landingPath,
            Set<String> operators,
            boolean local) {}
}
