package io.sparkbot.cli.dev;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has to be done for changed files.
 *
 * @param build modules to build, each a path from the root of the checkout
 * @param swap those of them whose jars go into the running server
 * @param restart why everything has to be built and the server started again; empty when it has not
 */
record Change(Set<String> build, Set<String> swap, String restart) {

    private static final Set<String> NOT_LIVE = Set.of("api", "plugins");

    static Change of(Set<Path> files) {
        Set<String> build = new TreeSet<>();
        Set<String> swap = new TreeSet<>();
        String restart = "";
        for (Path file : files) {
            String folder = file.getName(0).toString();
            boolean inModule = Set.of("bundles", "skills-bundles").contains(folder) && file.getNameCount() > 2;
            String name = file.getNameCount() > 1 ? file.getName(1).toString() : "";
            if (!inModule) {
                restart = file + " concerns every bundle";
            } else if (NOT_LIVE.contains(name) || name.startsWith("lib.")) {
                restart = "other bundles are built on " + name;
            } else {
                String module = folder + "/" + name;
                swap.add(module);
                build.add(module);
                if (file.startsWith(Path.of(module, "src", "main", "resources", "db"))) {
                    build.add("codegen");
                }
            }
        }
        return restart.isEmpty() ? new Change(build, swap, "") : new Change(Set.of(), Set.of(), restart);
    }
}
