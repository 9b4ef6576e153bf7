package io.sparkbot.plugins;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** What a skill may not ask for, however it is written: the database, other bundles' insides, the place of one of the product's bundles. */
final class SkillLimits {

    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");
    private static final Pattern DATABASE =
            Pattern.compile("io\\.sparkbot\\.api\\.(store|secret)|org\\.jooq(\\..*)?|org\\.postgresql(\\..*)?|com\\.zaxxer\\.hikari(\\..*)?");

    private final BundleContext context;
    private final Bundles bundles;

    SkillLimits(BundleContext context, Bundles bundles) {
        this.context = context;
        this.bundles = bundles;
    }

    /** Before it is installed. */
    void check(BundleJar jar) throws Refused {
        if (jar.name().equals("io.sparkbot.api") || bundles.ofProduct(jar.name()).isPresent()) {
            throw Refused.rejected("the name " + jar.name() + " belongs to a bundle of Sparkbot itself: give yours another Bundle-SymbolicName")
                    .of(jar.name());
        }
    }

    /** Once its headers are known to the framework, before anything of it runs. */
    void check(Bundle bundle) throws Refused {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            throw Refused.failed("it was uninstalled in the meantime");
        }
        if (!revision.getDeclaredRequirements(BundleNamespace.BUNDLE_NAMESPACE).isEmpty()) {
            throw Refused.rejected("it uses Require-Bundle: import the packages it needs instead (Import-Package)");
        }
        for (BundleRequirement requirement : revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE)) {
            checkImport(requirement);
        }
        checkExports(revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE));
    }

    private static void checkImport(BundleRequirement requirement) throws Refused {
        if ("dynamic".equals(requirement.getDirectives().get("resolution"))) {
            throw Refused.rejected("it uses DynamicImport-Package: name the packages it needs (Import-Package)");
        }
        Matcher filter = PACKAGE.matcher(String.valueOf(requirement.getDirectives().get("filter")));
        if (filter.find() && DATABASE.matcher(filter.group(1)).matches()) {
            throw Refused.rejected("it asks for the package " + filter.group(1) + ": skills get no database and no keys."
                    + " ToolCall.values() keeps small values for a skill");
        }
    }

    private void checkExports(List<BundleCapability> exports) throws Refused {
        Set<Object> products = new HashSet<>();
        for (Bundle other : context.getBundles()) {
            BundleRevision revision = Bundles.isOurs(other) ? null : other.adapt(BundleRevision.class);
            if (revision != null) {
                revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                        .forEach(capability -> products.add(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
            }
        }
        for (BundleCapability export : exports) {
            Object name = export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
            if (products.contains(name)) {
                throw Refused.rejected("it exports the package " + name + ", which belongs to Sparkbot: keep it private or do not pack it");
            }
        }
    }
}
