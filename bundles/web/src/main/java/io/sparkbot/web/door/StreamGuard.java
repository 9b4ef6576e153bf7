package io.sparkbot.web.door;

import static java.util.Objects.requireNonNull;

import io.sparkbot.api.person.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ties event streams to the session that opened them, and notes when writing an answer broke off. */
public final class StreamGuard implements WriterInterceptor {

    private final OpenStreams streams;

    @Context
    private @Nullable HttpServletRequest request;

    @Context
    private @Nullable HttpServletResponse response;

    public StreamGuard(OpenStreams streams) {
        this.streams = streams;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        Visit visit = Visit.of(requireNonNull(request));
        Optional<Session> session = isStream(context.getMediaType()) ? visit.knownSession() : Optional.empty();
        OutputStream watched = session.map(live -> streams.watch(live.id(), visit, context.getOutputStream())).orElse(context.getOutputStream());
        context.setOutputStream(watched);
        try {
            context.proceed();
        } catch (IOException | RuntimeException | Error broken) {
            if (requireNonNull(response).isCommitted()) {
                visit.cut();
            }
            throw broken;
        } finally {
            streams.release(watched);
        }
    }

    static boolean isStream(@Nullable MediaType type) {
        return type != null && type.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE) && !type.isWildcardType();
    }
}
