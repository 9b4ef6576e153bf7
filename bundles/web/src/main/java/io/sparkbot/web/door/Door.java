package io.sparkbot.web.door;

import static java.util.Objects.requireNonNull;

import io.sparkbot.api.web.PublicRoute;
import io.sparkbot.web.WebSettings;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Nobody without a session passes, except on public routes; no API key goes beyond its scope; nobody's cookie is used from a foreign page. */
@Priority(Priorities.AUTHENTICATION)
public final class Door implements ContainerRequestFilter {

    private final WebSettings settings;

    @Context
    private @Nullable ResourceInfo target;

    @Context
    private @Nullable HttpServletRequest request;

    public Door(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        HttpServletRequest current = requireNonNull(request);
        Visit visit = Visit.of(current);
        new OriginCheck(settings.now().origins()).check(current, visit);
        if (!isPublic(requireNonNull(target))) {
            String path = context.getUriInfo().getPath();
            RouteAccess.check(visit.requireSession(), target, context.getMethod(), path.startsWith("/") ? path : "/" + path);
        }
    }

    private static boolean isPublic(ResourceInfo target) {
        Method method = target.getResourceMethod();
        Class<?> resource = target.getResourceClass();
        return method != null && method.isAnnotationPresent(PublicRoute.class)
                || resource != null && resource.isAnnotationPresent(PublicRoute.class);
    }
}
