package io.sparkbot.web.site;

import io.sparkbot.web.Fault;
import io.sparkbot.web.FaultWriter;
import io.sparkbot.web.Wire;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;

/**
 * Serves the web app: files with a hash in their name for ever, all others with an entity tag, the index page for every address of the
 * app's own routing.
 */
@Component(
        service = Servlet.class,
        property = {"osgi.http.whiteboard.servlet.pattern=/", "osgi.http.whiteboard.servlet.name=site"})
public final class SiteServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String NO_APP = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sparkbot</title></head>
            <body><h1>Sparkbot is running</h1><p>The web app is not installed. The API answers under <code>/api/v1</code>.</p></body></html>
            """;

    private final transient Sites sites = new Sites();
    private final transient BundleTracker<Site> tracker;
    private final transient FaultWriter faults = new FaultWriter(Wire.mapper());

    @Activate
    public SiteServlet(BundleContext context) {
        tracker = new BundleTracker<>(context, Bundle.ACTIVE | Bundle.STARTING, sites);
        tracker.open();
    }

    @Deactivate
    void stop() {
        tracker.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request);
        if (path.equals("/api") || path.startsWith("/api/")) {
            faults.write(notFound(), request, response);
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            faults.write(
                    new Fault(405, "method_not_allowed", "This address does not take that method.", Map.of("Allow", "GET, HEAD")), request, response);
        } else {
            Optional<Site> site = sites.current();
            if (site.isEmpty()) {
                send(request, response, NO_APP.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", "no-store");
            } else {
                serve(site.get(), path, request, response);
            }
        }
    }

    private void serve(Site site, String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!path.equals("/") && site.has(path)) {
            serveFile(site, path, request, response);
        } else if (wantsPage(path, request)) {
            serveFile(site, Site.INDEX, request, response);
        } else {
            faults.write(notFound(), request, response);
        }
    }

    private void serveFile(Site site, String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader("Vary", "Accept-Encoding");
        for (Encoding encoding : Encoding.accepted(request.getHeader("Accept-Encoding"))) {
            Optional<Asset> asset = site.asset(path + encoding.suffix());
            if (asset.isPresent()) {
                if (encoding != Encoding.NONE) {
                    response.setHeader("Content-Encoding", encoding.token());
                }
                boolean hashed = path.startsWith("/assets/");
                Asset.Content content = asset.get().content();
                response.setHeader("ETag", content.tag());
                response.setHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
                if (knows(request.getHeader("If-None-Match"), content.tag())) {
                    response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                } else {
                    send(request, response, content.bytes(), ContentTypes.of(path), null);
                }
                return;
            }
        }
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, byte[] bytes, String type, @Nullable String cacheControl) throws IOException {
        if (cacheControl != null) {
            response.setHeader("Cache-Control", cacheControl);
        }
        response.setContentType(type);
        response.setContentLength(bytes.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(bytes);
        }
    }

    /** Addresses of the app's own routing get the page; a missing script or picture never does. */
    private static boolean wantsPage(String path, HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        boolean file = path.substring(path.lastIndexOf('/') + 1).contains(".");
        return path.equals("/") || accept != null && accept.contains("text/html") && (!file || path.endsWith(".html"));
    }

    private static boolean knows(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",")).map(String::strip).anyMatch(known -> known.equals("*") || known.replaceFirst("^W/", "").equals(tag));
    }

    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        String servlet = request.getServletPath();
        String path = (servlet == null ? "" : servlet) + (info == null ? "" : info);
        return path.isEmpty() ? "/" : path;
    }

    private static Fault notFound() {
        return Fault.of(404, "not_found", "There is nothing at this address.");
    }
}
