package io.sparkbot.web.door;

import io.sparkbot.web.WebSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/** The headers that every response carries, whoever answers: pages, API, errors, unknown addresses, WebSocket handshakes. */
@Component(service = Preprocessor.class)
public final class SecurityHeaders implements Preprocessor {

    private static final Pattern AUTHORITY = Pattern.compile("[a-z0-9.\\-]+(:\\d{1,5})?|\\[[0-9a-f:.]+](:\\d{1,5})?");

    private final WebSettings settings;

    @Activate
    public SecurityHeaders(@Reference WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            Client client = Client.of(http, settings.now().proxies());
            answer.setHeader("X-Content-Type-Options", "nosniff");
            answer.setHeader("X-Frame-Options", "DENY");
            answer.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
            answer.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
            answer.setHeader("Content-Security-Policy", contentPolicy(client));
            if (client.secure()) {
                answer.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
            }
        }
        chain.doFilter(request, response);
    }

    static String contentPolicy(Client client) {
        String socket = AUTHORITY.matcher(client.host()).matches() ? (client.secure() ? " wss://" : " ws://") + client.host() : "";
        return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; "
                + "connect-src 'self'" + socket
                + "; font-src 'self' data:; frame-ancestors 'none'; object-src 'none'; base-uri 'self'";
    }
}
