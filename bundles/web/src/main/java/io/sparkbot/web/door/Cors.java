package io.sparkbot.web.door;

import io.sparkbot.web.AllowedOrigins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Lets pages of the configured origins call the API. */
public final class Cors {

    private final AllowedOrigins allowed;

    public Cors(AllowedOrigins allowed) {
        this.allowed = allowed;
    }

    /** Sets the headers for an allowed origin; answers a preflight request and then returns true. */
    public boolean answers(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        boolean preflight = request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
        if (allowed.contains(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.addHeader("Vary", "Origin");
            if (preflight) {
                response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
                response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept");
                response.setHeader("Access-Control-Max-Age", "600");
            }
        }
        if (preflight) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
        return preflight;
    }
}
