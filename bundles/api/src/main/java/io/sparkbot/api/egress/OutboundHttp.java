package io.sparkbot.api.egress;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.osgi.annotation.versioning.ProviderType;

/** HTTP to the public internet: addresses inside the house are refused, their allowed exceptions audited, redirects are checked again, bodies are bounded. */
@ProviderType
public interface OutboundHttp {

    /**
     * Sends the request and reads the answer, at most 2 MiB of it.
     *
     * @throws Refused when the address is not allowed
     * @throws IOException when the host is unknown, cannot be reached, or did not answer in time; the message is fit to show
     */
    Answer send(Request request) throws IOException, InterruptedException;

    /** The same on behalf of somebody, whom the audit names when the host lies inside the house and is allowed by the settings. */
    default Answer send(Request request, Caller caller) throws IOException, InterruptedException {
        return send(request);
    }

    /**
     * A POST of bytes that are no text.
     *
     * @throws Refused when the address is not allowed
     * @throws IOException as {@link #send(Request)}
     * @throws UnsupportedOperationException where only text can be sent: tools have this way out
     */
    default Answer post(URI uri, Map<String, String> headers, byte[] body, Duration timeout, Caller caller) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("only text can be sent on this way out");
    }

    /** A GET with a total time limit. */
    default Answer get(URI uri, Duration timeout) throws IOException, InterruptedException {
        return send(new Request("GET", uri, Map.of(), "", timeout));
    }

    /**
     * @param method upper case
     * @param body text, empty for none
     * @param timeout for the whole exchange
     */
    record Request(String method, URI uri, Map<String, String> headers, String body, Duration timeout) {}

    /**
     * For whom a request is sent.
     *
     * @param tool its name
     */
    record Caller(String tool, Optional<UUID> personId, Optional<UUID> roomId, Optional<UUID> turnId) {

        /** Nobody that is known. */
        public static final Caller UNKNOWN = new Caller("unknown", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param contentType as sent, empty when there was none
     * @param truncated whether the body was longer than the limit
     */
    record Answer(int status, String contentType, String body, boolean truncated) {}

    /** The guard said no. */
    final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }
}
