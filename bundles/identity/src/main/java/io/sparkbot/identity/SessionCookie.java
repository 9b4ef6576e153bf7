package io.sparkbot.identity;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie that carries the token, and the one that takes it away: equal in all but value and age. */
final class SessionCookie {

    private static final String NAME = "chat_token";

    private SessionCookie() {}

    static NewCookie set(String token, Duration life, boolean local) {
        return cookie(token, Math.toIntExact(life.toSeconds()), local);
    }

    static NewCookie clear(boolean local) {
        return cookie("", 0, local);
    }

    private static NewCookie cookie(String value, int maxAge, boolean local) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/api")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(!local)
                .sameSite(local ? NewCookie.SameSite.LAX : NewCookie.SameSite.STRICT)
                .build();
    }
}
