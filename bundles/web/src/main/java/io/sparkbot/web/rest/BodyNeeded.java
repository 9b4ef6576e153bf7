package io.sparkbot.web.rest;

import static java.util.Objects.requireNonNull;

import io.sparkbot.api.web.InvalidField;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An empty body, or the word null, is refused unless the method marks its body {@code @Nullable}. */
final class BodyNeeded implements ReaderInterceptor {

    @Context
    private @Nullable ResourceInfo target;

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        if (body == null && !mayBeNull(context.getType())) {
            throw new InvalidField("body", "", "missing", "A JSON body is needed.");
        }
        return body;
    }

    private boolean mayBeNull(Class<?> type) {
        Method method = requireNonNull(target).getResourceMethod();
        return method != null
                && Arrays.stream(method.getParameters())
                        .filter(parameter -> parameter.getType() == type)
                        .map(Parameter::getAnnotatedType)
                        .anyMatch(body -> body.isAnnotationPresent(Nullable.class));
    }
}
