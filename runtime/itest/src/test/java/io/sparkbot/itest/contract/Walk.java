package io.sparkbot.itest.contract;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Calls routes by their names in the API document, and holds every answer against what stands there. */
public final class Walk {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final Http http;
    private final Document document;
    private final Map<String, Document.Route> routes;
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> well = new TreeSet<>();
    private final List<String> complaints = new ArrayList<>();
    private String token = "";

    public Walk(URI base, Document document) {
        this.http = new Http(base);
        this.document = document;
        this.routes = document.routes();
    }

    /** Who calls from now on; empty: nobody. */
    public Walk as(String bearer) {
        token = bearer;
        return this;
    }

    /** What stands for a variable of addresses from now on. */
    public Walk know(String variable, String value) {
        known.put(variable, value);
        return this;
    }

    public String known(String variable) {
        return known.get(variable);
    }

    /** Calls {@code VERB /template?query} without a body. */
    public Http.Answer call(String route) {
        return call(route, null);
    }

    public Http.Answer call(String route, Object body) {
        return call(route, Map.of(), body);
    }

    /** @throws AssertionError when the document has no such route */
    public Http.Answer call(String route, Map<String, String> headers, Object body) {
        String name = route.replaceFirst("\\?.*", "");
        Document.Route described = routes.get(name);
        if (described == null) {
            throw new AssertionError("the document has no route " + name);
        }
        Map<String, String> all = new HashMap<>(headers);
        if (!token.isEmpty()) {
            all.put("Authorization", "Bearer " + token);
        }
        Http.Answer answer = http.send(described.verb(), filled(route.substring(described.verb().length() + 1)), all, body);
        document.complaints(described, answer.status(), answer.header("Content-Type"), answer.text()).forEach(complaint -> complaints.add(name + ": " + complaint));
        if (answer.status() < 300) {
            well.add(name);
        }
        return answer;
    }

    /** Calls and expects success. */
    public JsonNode good(String route, Object body) {
        return good(route, Map.of(), body);
    }

    public JsonNode good(String route) {
        return good(route, Map.of(), null);
    }

    public JsonNode good(String route, Map<String, String> headers, Object body) {
        Http.Answer answer = call(route, headers, body);
        if (answer.status() >= 300) {
            throw new AssertionError(route + " answered " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }

    /** Calls, expects a stream, and returns its events. */
    public List<JsonNode> events(String route, Map<String, String> headers, Object body) {
        Http.Answer answer = call(route, headers, body);
        if (answer.status() != 200) {
            throw new AssertionError(route + " answered " + answer.status() + ": " + answer.text());
        }
        return answer.text().lines().filter(line -> line.startsWith("data: {")).map(line -> Http.parsed(line.substring("data: ".length()))).toList();
    }

    public List<String> complaints() {
        return complaints;
    }

    /** Routes of the document that have not answered well yet. */
    public Set<String> untried() {
        Set<String> untried = new TreeSet<>(routes.keySet());
        untried.removeAll(well);
        return untried;
    }

    private String filled(String path) {
        return VARIABLE.matcher(path).replaceAll(found -> {
            String value = known.get(found.group(1));
            if (value == null) {
                throw new AssertionError("nothing is known of {" + found.group(1) + "}");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
