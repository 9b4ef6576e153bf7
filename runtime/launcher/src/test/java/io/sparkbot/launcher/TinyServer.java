package io.sparkbot.launcher;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Dictionary;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** The smallest bundle that is a server: answers the health check on the launcher's port; has a problem when told so. */
public final class TinyServer implements BundleActivator {
    private @Nullable HttpServer server;

    @Override
    public void start(BundleContext context) throws Exception {
        String problem = System.getenv("TINY_PROBLEM");
        if (problem != null) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("problem", problem);
            context.registerService("io.sparkbot.api.health.StartProblem", new Nothing(), properties);
        }
        HttpServer made = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getByName(context.getProperty("sparkbot.host")),
                        Integer.parseInt(context.getProperty("sparkbot.port"))),
                10);
        made.createContext("/api/v1/utils/health-check/", exchange -> {
            byte[] body = "true".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        made.start();
        server = made;
        System.out.println("database " + context.getProperty("sparkbot.database.url"));
    }

    @Override
    public void stop(BundleContext context) {
        if (server != null) {
            server.stop(0);
        }
        System.out.println("stopped cleanly");
    }

    private static final class Nothing implements ServiceFactory<Object> {
        @Override
        public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
            return this;
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {
            // nothing was made
        }
    }
}
