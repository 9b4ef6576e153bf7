package io.sparkbot.web.rest;

import io.sparkbot.api.web.PublicRoute;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.jersey.uri.PathPattern;
import org.glassfish.jersey.uri.PathPattern.RightHandPath;
import org.jspecify.annotations.Nullable;

/**
 * One resource method as an address.
 *
 * @param verb HTTP method; {@code *} for a sub-resource locator
 * @param template path below {@code /api/v1}, with a leading and without a trailing slash
 * @param prefix the literal text before the template's first variable
 */
public record Endpoint(String verb, String template, String prefix, PathPattern pattern, Class<?> resource, Method method) {

    private static final String ANY = "*";

    /** The endpoints of a resource class; none when it carries no {@code @Path}. */
    static List<Endpoint> of(Class<?> resource) {
        Path root = resource.getAnnotation(Path.class);
        List<Endpoint> endpoints = new ArrayList<>();
        if (root == null) {
            return endpoints;
        }
        for (Method method : resource.getMethods()) {
            Path path = method.getAnnotation(Path.class);
            String verb = verb(method);
            if (verb != null) {
                endpoints.add(endpoint(verb, join(root.value(), path == null ? "" : path.value()), resource, method));
            } else if (path != null) {
                endpoints.add(endpoint(ANY, join(root.value(), path.value()), resource, method));
            }
        }
        return endpoints;
    }

    boolean matches(String path) {
        return path.startsWith(prefix) && pattern.match(path) != null;
    }

    boolean accepts(String httpMethod) {
        return verb.equals(ANY) || verb.equals(httpMethod) || httpMethod.equals("OPTIONS") || verb.equals("GET") && httpMethod.equals("HEAD");
    }

    boolean sameAddress(Endpoint other) {
        return verb.equals(other.verb) && template.equals(other.template);
    }

    /** Whether strangers may call it. */
    public boolean isPublic() {
        return method.isAnnotationPresent(PublicRoute.class) || resource.isAnnotationPresent(PublicRoute.class);
    }

    /** Whether it hands on to a sub-resource. */
    public boolean isLocator() {
        return verb.equals(ANY);
    }

    private static Endpoint endpoint(String verb, String template, Class<?> resource, Method method) {
        RightHandPath rest = verb.equals(ANY) ? RightHandPath.capturingZeroOrMoreSegments : RightHandPath.capturingZeroSegments;
        int variable = template.indexOf('{');
        return new Endpoint(
                verb, template, variable < 0 ? template : template.substring(0, variable), new PathPattern(template, rest), resource, method);
    }

    private static @Nullable String verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static String join(String root, String path) {
        return "/" + (trimmed(root) + "/" + trimmed(path)).replaceAll("^/|/$", "");
    }

    private static String trimmed(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.length() > start && path.endsWith("/") ? path.length() - 1 : path.length();
        return path.substring(start, end);
    }
}
