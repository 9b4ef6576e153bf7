package io.sparkbot.launcher.database;

import io.sparkbot.launcher.home.StartFailure;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to reach the database.
 *
 * @param url a JDBC URL without user and password
 * @param user empty when the driver's default holds
 * @param password empty when the server asks for none; never printed
 */
public record DatabaseAddress(String url, String user, String password) {
    private static final String VARIABLE = "SPARKBOT_DATABASE_URL";
    private static final Pattern LINK =
            Pattern.compile("(?i)postgres(?:ql)?(?:\\+\\w+)?://(?:([^@/?]*)@)?([^@/?]+)/([^@/?]+)(?:\\?(.*))?");
    private static final Pattern JDBC = Pattern.compile("(?i)(jdbc:postgresql:[^?]+)(?:\\?(.*))?");

    /** The external database that the environment names; empty means: use the embedded one. */
    public static Optional<DatabaseAddress> external(Map<String, String> environment) throws StartFailure {
        String link = environment.getOrDefault(VARIABLE, "").strip();
        if (!link.isEmpty()) {
            return Optional.of(parse(link));
        }
        String server = environment.getOrDefault("POSTGRES_SERVER", "").strip();
        if (server.isEmpty()) {
            return Optional.empty();
        }
        String port = environment.getOrDefault("POSTGRES_PORT", "").strip();
        if (!port.isEmpty() && !port.matches("\\d{1,5}")) {
            throw new StartFailure("POSTGRES_PORT is \"" + port + "\"; a port is a number from 1 to 65535");
        }
        return Optional.of(new DatabaseAddress(
                "jdbc:postgresql://" + (server.contains(":") && !server.startsWith("[") ? "[" + server + "]" : server)
                        + ":" + (port.isEmpty() ? "5432" : port) + "/"
                        + encode(environment.getOrDefault("POSTGRES_DB", "sparkbot")),
                environment.getOrDefault("POSTGRES_USER", "sparkbot"),
                environment.getOrDefault("POSTGRES_PASSWORD", "")));
    }

    /** Takes {@code postgres://user:password@host:port/database?options} or a JDBC URL. */
    static DatabaseAddress parse(String link) throws StartFailure {
        Matcher jdbc = JDBC.matcher(link);
        if (jdbc.matches()) {
            return withoutCredentials(jdbc.group(1), Optional.ofNullable(jdbc.group(2)).orElse(""), "", "");
        }
        Matcher matcher = LINK.matcher(link);
        if (!matcher.matches()) {
            throw new StartFailure(VARIABLE + " is not understood (its value is not shown, it may hold a password): write"
                    + " postgres://USER:PASSWORD@HOST:PORT/DATABASE, with %40 for @, %2F for / and %3A for : inside"
                    + " user or password, or jdbc:postgresql://HOST:PORT/DATABASE?user=USER&password=PASSWORD");
        }
        String[] person = Optional.ofNullable(matcher.group(1)).orElse("").split(":", 2);
        return withoutCredentials(
                "jdbc:postgresql://" + matcher.group(2) + "/" + matcher.group(3),
                Optional.ofNullable(matcher.group(4)).orElse(""),
                decode(person[0]),
                person.length > 1 ? decode(person[1]) : "");
    }

    private static DatabaseAddress withoutCredentials(String url, String query, String user, String password)
            throws StartFailure {
        List<String> rest = new ArrayList<>();
        String foundUser = user;
        String foundPassword = password;
        for (String option : query.split("&")) {
            if (option.startsWith("user=")) {
                foundUser = decode(option.substring("user=".length()));
            } else if (option.startsWith("password=")) {
                foundPassword = decode(option.substring("password=".length()));
            } else if (!option.isEmpty()) {
                rest.add(option);
            }
        }
        return new DatabaseAddress(
                rest.isEmpty() ? url : url + "?" + String.join("&", rest), foundUser, foundPassword);
    }

    private static String decode(String text) throws StartFailure {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // without the cause: its message would quote a part of the password
            throw new StartFailure(VARIABLE + ": user or password hold a % that is not followed by two hex digits:"
                    + " write %25 for a percent sign");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "") + (user.isEmpty() ? "" : " as " + user);
    }
}
