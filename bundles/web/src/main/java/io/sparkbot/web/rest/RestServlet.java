package io.sparkbot.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.web.Problem;
import io.sparkbot.web.CallLeases;
import io.sparkbot.web.Fault;
import io.sparkbot.web.FaultWriter;
import io.sparkbot.web.WebSettings;
import io.sparkbot.web.Wire;
import io.sparkbot.web.door.Client;
import io.sparkbot.web.door.Cors;
import io.sparkbot.web.door.OpenStreams;
import io.sparkbot.web.door.SessionDoor;
import io.sparkbot.web.door.Visit;
import io.sparkbot.web.socket.Sockets;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import jakarta.ws.rs.ext.RuntimeDelegate;

/** The one servlet of the API: finds the application of an address, holds a lease on it while it answers. */
@Component(
        service = {Servlet.class, RestServlet.class},
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/*",
            "osgi.http.whiteboard.servlet.name=api",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class RestServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient RouteTable routes;
    private final transient BundleContext context;
    private final transient WebSettings settings;
    private final transient SessionDoor door;
    private final transient FaultWriter faults;
    private final transient Applications applications;
    private final transient ServiceTracker<Object, List<Endpoint>> tracker;
    private final transient Sockets sockets;
    private final transient Leftovers leftovers = new Leftovers();
    private final transient Noise noise = new Noise();

    @Activate
    public RestServlet(
            BundleContext context,
            @Reference WebSettings settings,
            @Reference SessionDoor door,
            @Reference CallLeases leases,
            @Reference OpenStreams streams,
            @Reference Sockets sockets)
            throws InvalidSyntaxException {
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        noise.quiet();
        ObjectMapper mapper = Wire.mapper();
        this.context = context;
        this.routes = new RouteTable(id -> context.getBundle(id) != null);
        this.settings = settings;
        this.door = door;
        this.sockets = sockets;
        this.faults = new FaultWriter(mapper);
        this.applications = new Applications(context, routes, leases, new JerseySetup(mapper, settings, streams), settings);
        this.tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter("(osgi.jakartars.resource=true)"), applications);
        tracker.open(true);
    }

    @Deactivate
    void stop() {
        tracker.close();
        applications.close();
        noise.restore();
    }

    /** The endpoints that answer at this moment. */
    public List<Endpoint> endpoints() {
        return routes.endpoints();
    }

    /** Rises whenever {@link #endpoints} changes. */
    public long generation() {
        return routes.generation();
    }

    /** Jersey takes a quarter of a second to load: the first request should not be the one that waits for it. */
    @Override
    public void init() {
        Thread.ofVirtual().name("rest-warm-up").start(() -> {
            if (routes.enter("GET", "/utils/health-check", () -> {}) instanceof RouteTable.Hit.Found found) {
                try {
                    found.entry().app().servlet(getServletConfig());
                } catch (ServletException failed) {
                    log("the first application could not be built ahead", failed);
                } finally {
                    found.entry().leave();
                }
            }
        });
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Client client = Client.of(request, settings.now().proxies());
        request.setAttribute(Visit.ATTRIBUTE, new Visit(request, client, door));
        if (new Cors(settings.now().origins()).answers(request, response)) {
            return;
        }
        try {
            route(request, response);
        } finally {
            leftovers.swallow(request, response);
        }
    }

    private void route(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (request.getMethod().equals("TRACE")) {
            faults.write(Fault.of(405, "method_not_allowed", "TRACE is not answered."), request, response);
            return;
        }
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            upgrade(path, request, response);
            return;
        }
        Interruptible call = new Interruptible(Thread.currentThread());
        switch (routes.enter(request.getMethod(), path, call::cut)) {
            case RouteTable.Hit.Found found -> answer(found.entry(), call, request, response);
            case RouteTable.Hit.Away away -> faults.write(busy("This part of the server is being replaced. Try again shortly."), request, response);
            case RouteTable.Hit.Unknown unknown when !isReady() ->
                faults.write(busy("The server is not ready yet, or has lost its database. Try again shortly."), request, response);
            case RouteTable.Hit.Unknown unknown ->
                faults.write(Fault.of(404, "not_found", "There is nothing at this address."), request, response);
        }
    }

    private void upgrade(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            sockets.upgrade(path, request, response);
        } catch (Problem refused) {
            faults.write(Fault.of(refused), request, response);
        }
    }

    private void answer(BundleApp.Entry entry, Interruptible call, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean handedOn = false;
        try {
            ServletResponse cuttable = new CuttableResponse(response, Visit.of(request));
            entry.app().servlet(getServletConfig()).service((ServletRequest) request, cuttable);
            handedOn = request.isAsyncStarted() && leavesLater(entry, call, request);
        } finally {
            if (!handedOn) {
                call.end();
                entry.leave();
            }
        }
    }

    /** The lease of an asynchronous answer ends with the answer, not with the call. */
    private static boolean leavesLater(BundleApp.Entry entry, Interruptible call, HttpServletRequest request) {
        try {
            AsyncContext later = request.getAsyncContext();
            later.addListener(new Leaving(entry));
            call.handOn(later);
            return true;
        } catch (IllegalStateException alreadyComplete) {
            return false;
        }
    }

    /** Until everybody is there, an unknown address may be one that is still to come. */
    private boolean isReady() {
        return door.isOpen() && context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE;
    }

    private static Fault busy(String detail) {
        return new Fault(503, "unavailable", detail, Map.of("Retry-After", "2"));
    }

    private record Leaving(BundleApp.Entry entry) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            entry.leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
