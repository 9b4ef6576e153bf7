package io.sparkbot.itest.support;

import static org.ops4j.pax.exam.CoreOptions.bootDelegationPackages;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.util.function.Supplier;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.nat.internal.NativeTestContainer;
import org.ops4j.pax.exam.spi.DefaultExamSystem;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** A running framework with the test classes as one probe bundle. */
final class Container implements AutoCloseable {

    private final NativeTestContainer container;
    private final Bundle probe;

    private Container(NativeTestContainer container, Bundle probe) {
        this.container = container;
        this.probe = probe;
    }

    Bundle probe() {
        return probe;
    }

    static Container started(Class<? extends Supplier<Option[]>> options, Class<?> test) {
        try {
            // JUnit comes from the class path, so that a failed assertion is a real one for the runner.
            ExamSystem system = DefaultExamSystem.create(options(
                    composite(options.getDeclaredConstructor().newInstance().get()),
                    cleanCaches(),
                    frameworkStartLevel(100),
                    frameworkProperty("org.osgi.framework.bundle.parent").value("app"),
                    bootDelegationPackages("org.junit.*", "org.opentest4j", "org.opentest4j.*", "org.apiguardian.*")));
            var container = (NativeTestContainer) PaxExamRuntime.getTestContainerFactory().create(system)[0];
            try {
                container.start();
                startEverything(container.getSystemBundle().getBundleContext());
                TestProbeBuilder builder = system.createProbe();
                builder.addTest(test, "-");
                Bundle probe = container.getSystemBundle()
                        .getBundleContext()
                        .getBundle(container.install(builder.build().getStream()));
                return new Container(container, probe);
            } catch (Exception | Error e) {
                container.stop();
                throw e;
            }
        } catch (Exception e) {
            throw new ExtensionConfigurationException("the framework did not start: " + e.getMessage(), e);
        }
    }

    private static void startEverything(BundleContext context) throws Exception {
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            boolean lazy = bundle.getState() == Bundle.STARTING
                    && bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
            if (bundle.getState() != Bundle.ACTIVE && !fragment && !lazy) {
                bundle.start();
            }
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
