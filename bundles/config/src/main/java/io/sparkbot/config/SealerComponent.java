package io.sparkbot.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;

import io.sparkbot.api.health.StartProblem;
import io.sparkbot.api.secret.Sealer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Offers the {@link Sealer} once the key of this installation is there; without it the product does not start. */
@Component(service = {}, immediate = true)
public final class SealerComponent {

    @Activate
    public SealerComponent(BundleContext context) {
        Path home = Path.of(Optional.ofNullable(context.getProperty("sparkbot.home")).orElse("."));
        SecureRandom random = new SecureRandom();
        try {
            Sealer sealer = new InstanceSealer(InstanceKey.load(home.resolve("keys"), random), random);
            context.registerService(Sealer.class, sealer, new Hashtable<>());
        } catch (IOException e) {
            context.registerService(StartProblem.class, new StartProblem() {}, new Hashtable<>(Map.of(StartProblem.PROBLEM, String.valueOf(e.getMessage()))));
        }
    }
}
