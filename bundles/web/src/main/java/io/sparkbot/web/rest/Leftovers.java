package io.sparkbot.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a refused request still sends, up to a limit: a client that is busy sending would otherwise see a reset connection instead of
 * the reason (RFC 9112 §9.6).
 */
final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    void swallow(HttpServletRequest request, HttpServletResponse response) {
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (response.getStatus() < 400 || !hasBody || request.getHeader("Expect") != null || request.isAsyncStarted()) {
            return;
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        byte[] buffer = new byte[16 * 1024];
        long total = 0;
        try {
            InputStream in = request.getInputStream();
            while (total < MOST_BYTES && System.nanoTime() < end) {
                int count = in.read(buffer);
                if (count < 0) {
                    return;
                }
                total += count;
            }
        } catch (IOException | IllegalStateException gone) {
            log.debug("client left while its refused body was read", gone);
        }
    }
}
