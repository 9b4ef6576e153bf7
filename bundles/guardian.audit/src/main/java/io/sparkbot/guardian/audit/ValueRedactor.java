package io.sparkbot.guardian.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.sparkbot.api.audit.Redactor;
import org.osgi.service.component.annotations.Component;

/** Redacts value by value. Text longer than {@value #LIMIT} characters is cut first, so that no pattern meets an unbounded input. */
@Component
public final class ValueRedactor implements Redactor {

    private static final int LIMIT = 65_536;
    private static final int DEPTH = 32;

    @Override
    public Map<String, Object> redact(Map<String, ?> values) {
        return map(values, 0);
    }

    @Override
    public String redact(String text) {
        return SecretPatterns.mask(text.length() > LIMIT ? text.substring(0, LIMIT) + " [cut]" : text);
    }

    private Map<String, Object> map(Map<?, ?> values, int depth) {
        var redacted = new LinkedHashMap<String, Object>();
        boolean credentialField = isCredentialField(values);
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean secret = SecretPatterns.isSecretName(name) || (credentialField && name.equals("value"));
            redacted.put(name, secret && !isPlainFact(value) ? PLACEHOLDER : one(value, depth + 1));
        });
        return redacted;
    }

    /** A vault entry, or a form field named like a credential: its {@code value} is a secret although its key does not say so. */
    private static boolean isCredentialField(Map<?, ?> values) {
        return values.containsKey("alias") || List.of("field", "selector", "label", "name").stream()
                .map(key -> String.valueOf(values.get(key)))
                .anyMatch(text -> text.matches("(?is).*(passw|passcode|passphrase|otp|\\bpin\\b|card|cvv|ssn|secret|token).*"));
    }

    /** A flag says nothing secret: {@code "has_password": true}. */
    private static boolean isPlainFact(Object value) {
        return value instanceof Boolean;
    }

    private Object one(Object value, int depth) {
        if (depth > DEPTH) {
            return "[too deep]";
        }
        return switch (value) {
            case null -> "";
            case Map<?, ?> nested -> map(nested, depth);
            case Iterable<?> items -> {
                var list = new java.util.ArrayList<Object>();
                items.forEach(item -> list.add(one(item, depth + 1)));
                yield list;
            }
            case Number number -> number;
            case Boolean flag -> flag;
            default -> redact(value.toString());
        };
    }
}
