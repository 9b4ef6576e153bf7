package io.sparkbot.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** Asks the framework whether the bundles of a distribution find everything they need from each other; starts none. */
public final class BundleCheck {
    private BundleCheck() {}

    /**
     * @param bundleFolder holds a folder per start level
     * @param cache a folder for the framework's own files
     * @return one line per bundle that lacks something, in words for a person
     */
    public static List<String> unresolved(Path bundleFolder, Path cache) throws IOException, BundleException {
        Framework framework = FrameworkHost.framework(Map.of(
                Constants.FRAMEWORK_STORAGE, cache.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                "felix.log.level", "0"));
        framework.init();
        try {
            List<String> lacking = new ArrayList<>();
            List<Bundle> bundles = FrameworkHost.install(framework.getBundleContext(), bundleFolder);
            framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
            for (Bundle bundle : bundles) {
                if (bundle.getState() == Bundle.INSTALLED) {
                    lacking.add(bundle.getSymbolicName() + ": " + reason(bundle));
                }
            }
            return lacking;
        } finally {
            framework.stop();
        }
    }

    /** Loading any class makes the framework say why it cannot. */
    private static String reason(Bundle bundle) {
        try {
            bundle.loadClass("none.AtAll");
            return "does not resolve";
        } catch (ClassNotFoundException e) {
            return MissingRequirement.inWords(e.getCause() == null ? e : e.getCause());
        }
    }
}
