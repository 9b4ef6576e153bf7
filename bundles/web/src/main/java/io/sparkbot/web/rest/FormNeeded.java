package io.sparkbot.web.rest;

import static java.util.Objects.requireNonNull;

import io.sparkbot.api.web.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where fields of a form are wanted, a body that is no form is refused; Jersey itself matches a request without a content type with everything. */
@Priority(Priorities.ENTITY_CODER + 1)
final class FormNeeded implements ContainerRequestFilter {

    @Context
    private @Nullable ResourceInfo target;

    @Override
    public void filter(ContainerRequestContext context) {
        Method method = requireNonNull(target).getResourceMethod();
        boolean wanted = method != null && Arrays.stream(method.getParameters()).anyMatch(parameter -> parameter.isAnnotationPresent(FormParam.class));
        if (wanted && !isForm(context.getMediaType())) {
            throw new Problem(415, "bad_request", "This address takes a form: application/x-www-form-urlencoded.");
        }
    }

    /** A wildcard is no type of a body, although Jersey takes it for every one. */
    private static boolean isForm(@Nullable MediaType sent) {
        return sent != null && MediaType.APPLICATION_FORM_URLENCODED.equalsIgnoreCase(sent.getType() + "/" + sent.getSubtype());
    }
}
