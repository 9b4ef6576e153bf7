package io.sparkbot.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Finds out what a bundle lacks that cannot be resolved. */
final class Unresolved {

    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");
    private static final Pattern VERSION = Pattern.compile("\\(version>=([^)]+)\\)|\\(!\\(version>=([^)]+)\\)\\)");
    private static final Pattern EXECUTION = Pattern.compile("version=([\\d.]+)");

    private final BundleContext context;

    Unresolved(BundleContext context) {
        this.context = context;
    }

    String reason(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return "it cannot be resolved";
        }
        List<String> lacks = new ArrayList<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isNeeded(requirement) && providers(requirement, revision).isEmpty()) {
                lacks.add(lack(requirement));
            }
        }
        return lacks.isEmpty()
                ? "its packages cannot be wired together: two bundles that it uses bring different versions of the same package"
                : "it lacks " + String.join("; it lacks ", lacks);
    }

    private String lack(BundleRequirement requirement) {
        String filter = String.valueOf(requirement.getDirectives().get("filter"));
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> missingPackage(filter);
            case "osgi.ee" -> "a newer Java: it was built for " + found(EXECUTION, filter, "another version") + ", this is Java "
                    + Runtime.version().feature();
            case "osgi.wiring.bundle", "osgi.wiring.host" -> "the bundle " + filter + ", which is not installed";
            case "osgi.extender" -> "an extender " + filter + ", which Sparkbot does not have";
            default -> "a capability " + requirement.getNamespace() + " " + filter + ", which nothing here provides";
        };
    }

    private String missingPackage(String filter) {
        String name = found(PACKAGE, filter, filter);
        Set<String> elsewhere = new TreeSet<>();
        for (Bundle other : context.getBundles()) {
            for (BundleCapability offered : capabilities(other)) {
                if (name.equals(offered.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))) {
                    elsewhere.add("version " + offered.getAttributes().get("version") + " from " + other.getSymbolicName()
                            + (other.getState() == Bundle.INSTALLED ? " (which is not resolved itself)" : ""));
                }
            }
        }
        String wanted = "the package " + name + range(filter);
        return elsewhere.isEmpty()
                ? wanted + ", which nothing here exports: pack it into the jar (-privatepackage), or add the bundle that exports it"
                : wanted + "; here is " + String.join(", ", elsewhere) + ": build against that version";
    }

    private static String range(String filter) {
        String from = "";
        String to = "";
        for (Matcher bound = VERSION.matcher(filter); bound.find(); ) {
            from = bound.group(1) != null ? bound.group(1) : from;
            to = bound.group(2) != null ? bound.group(2) : to;
        }
        if (from.isEmpty()) {
            return "";
        }
        return to.isEmpty() ? " " + from + " or newer" : " " + from + " up to but not " + to;
    }

    private static boolean isNeeded(BundleRequirement requirement) {
        return !"optional".equals(requirement.getDirectives().get("resolution"))
                && !"dynamic".equals(requirement.getDirectives().get("resolution"))
                && !"active".equals(requirement.getDirectives().get("effective"));
    }

    /** Resolved bundles, and the bundle itself, that satisfy the requirement. */
    private List<BundleCapability> providers(BundleRequirement requirement, BundleRevision self) {
        Stream<BundleCapability> own = self.getDeclaredCapabilities(requirement.getNamespace()).stream();
        Stream<BundleCapability> others = Stream.of(context.getBundles())
                .filter(other -> (other.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0)
                .map(other -> other.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .flatMap(revision -> revision.getDeclaredCapabilities(requirement.getNamespace()).stream());
        return Stream.concat(own, others).filter(requirement::matches).toList();
    }

    private static List<BundleCapability> capabilities(Bundle bundle) {
        @Nullable BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? List.of() : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE);
    }

    private static String found(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}
