package io.sparkbot.launcher;

import io.sparkbot.launcher.database.DatabaseAddress;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.ServerAddress;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/** The framework's properties: how it works itself, how its HTTP server works, and what bundles may ask of the launcher. */
final class FrameworkSettings {
    private FrameworkSettings() {}

    static Map<String, String> of(
            Distribution distribution,
            Home home,
            ServerAddress server,
            DatabaseAddress database,
            boolean dev,
            Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        // the folders of the distribution are the truth: nothing is remembered from the time before
        settings.put(Constants.FRAMEWORK_STORAGE, home.cache().toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100");

        // configurations hold secrets, so they are never written to the cache folder
        settings.put("felix.cm.pm", "memory");

        // its errors come as framework events too, and those are logged
        settings.put("felix.log.level", "0");

        settings.put("org.apache.felix.http.host", server.host());
        settings.put("org.osgi.service.http.port", Integer.toString(server.port()));
        settings.put("org.apache.felix.http.jetty.virtualthreads.enable", "true");
        settings.put("org.apache.felix.http.jetty.acceptQueueSize", "4096"); // the default of 50 turns away a crowd that connects at once
        settings.put("org.apache.felix.jetty.websocket.enable", "true");
        settings.put("org.apache.felix.http.jetty.headerBufferSize", "8192");
        // of what it refuses itself, before any of our code: addresses and headers that are malformed or too long
        settings.put("org.apache.felix.http.jetty.errorPageCustomHeaders", "X-Content-Type-Options=nosniff##X-Frame-Options=DENY"
                + "##Referrer-Policy=strict-origin-when-cross-origin##Content-Security-Policy=default-src 'none'; frame-ancestors 'none'");

        settings.put("sparkbot.home", home.root().toString());
        settings.put("sparkbot.version", distribution.version());
        settings.put("sparkbot.host", server.host());
        settings.put("sparkbot.port", Integer.toString(server.port()));
        settings.put("sparkbot.environment", given(environment, "ENVIRONMENT", "local"));
        settings.put("sparkbot.database.url", database.url());
        settings.put("sparkbot.database.user", database.user());
        settings.put("sparkbot.database.password", database.password());
        settings.put("sparkbot.skills.dir", given(environment, "SPARKBOT_SKILLS_DIR", home.skills().toString()));
        settings.put("sparkbot.dev", Boolean.toString(dev));
        return settings;
    }

    private static String given(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }
}
