package io.sparkbot.web.door;

import static java.util.Objects.requireNonNull;

import io.sparkbot.api.web.BodyLimit;
import io.sparkbot.api.web.Problem;
import io.sparkbot.web.WebSettings;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses bodies over the limit, at once when the length is told, else as soon as the limit is passed. */
@Priority(Priorities.ENTITY_CODER)
public final class BodyGuard implements ContainerRequestFilter {

    private final WebSettings settings;

    @Context
    private @Nullable ResourceInfo target;

    public BodyGuard(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        long limit = limit(requireNonNull(target));
        String told = context.getHeaderString("Content-Length");
        if (told != null && Long.parseLong(told) > limit) {
            throw tooLarge(limit);
        }
        if (told == null && context.getHeaderString("Transfer-Encoding") != null) {
            context.setEntityStream(new Limited(context.getEntityStream(), limit));
        }
    }

    private long limit(ResourceInfo target) {
        BodyLimit own = target.getResourceMethod() == null ? null : target.getResourceMethod().getAnnotation(BodyLimit.class);
        BodyLimit shared = own != null || target.getResourceClass() == null ? own : target.getResourceClass().getAnnotation(BodyLimit.class);
        return shared != null ? shared.value() : settings.now().maxBodyBytes();
    }

    private static Problem tooLarge(long limit) {
        return new Problem(413, "too_large", String.format(Locale.ROOT, "The request body is larger than the limit of %,d bytes. Send less at once.", limit));
    }

    private static final class Limited extends FilterInputStream {

        private final long limit;
        private long read;

        Limited(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLarge(limit);
            }
        }
    }
}
