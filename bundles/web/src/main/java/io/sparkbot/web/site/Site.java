package io.sparkbot.web.site;

import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The files of one web app bundle by their path, for example {@code /assets/index-B3f.js}. */
record Site(Bundle bundle, Map<String, Asset> assets) {

    /** Manifest header that names the folder of the web app in its bundle. */
    static final String HEADER = "Sparkbot-Web";

    static final String INDEX = "/index.html";

    /** The web app in this bundle; null when it has none. */
    static @Nullable Site of(Bundle bundle) {
        String folder = bundle.getHeaders("").get(HEADER);
        if (folder == null) {
            return null;
        }
        String root = "/" + folder.strip().replaceAll("^/+|/+$", "");
        Map<String, Asset> assets = new TreeMap<>();
        var urls = bundle.findEntries(root, "*", true);
        while (urls != null && urls.hasMoreElements()) {
            URL url = urls.nextElement();
            String path = url.getPath();
            if (!path.endsWith("/")) {
                assets.put(path.substring(path.indexOf(root) + root.length()), new Asset(url));
            }
        }
        return new Site(bundle, Collections.unmodifiableMap(assets));
    }

    Optional<Asset> asset(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    boolean has(String path) {
        return assets.containsKey(path);
    }
}
