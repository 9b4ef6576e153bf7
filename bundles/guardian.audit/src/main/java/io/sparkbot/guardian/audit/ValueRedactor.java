package io.sparkbot.guardian.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.NullNode;
import io.sparkbot.api.audit.Redactor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Redacts value by value; a text that is JSON is taken apart first, so that it stays JSON. Text longer than {@value #LIMIT} characters is
 * cut before that, so that no pattern meets an unbounded input.
 */
@Component
public final class ValueRedactor implements Redactor {

    private static final int LIMIT = 65_536;
    /** So much is given up before a cut, so that it goes through no secret whose rest could not be told. */
    private static final int LONGEST_WORD = 512;

    private static final int DEPTH = 32;

    private static final Pattern CREDENTIAL_FIELD =
            Pattern.compile("(?is)passw|passcode|passphrase|(?<![a-z])(?:otp|pin|card|cc|cvv|cvc|csc|ssn)(?![a-z])|cardnumber|security.?code|secret|token");

    private final JsonText json = new JsonText(values -> value(values, 0, NullNode.getInstance()));

    @Override
    public Map<String, Object> redact(Map<String, ?> values) {
        return map(values, 0, "");
    }

    @Override
    public String redact(String text) {
        return text(text, 0);
    }

    private String text(String text, int depth) {
        if (text.length() > LIMIT) {
            return SecretPatterns.mask(cut(text)) + " [cut]";
        }
        return depth > DEPTH ? SecretPatterns.mask(text) : json.redacted(text).orElseGet(() -> SecretPatterns.mask(text));
    }

    private static String cut(String text) {
        int end = LIMIT;
        while (end > LIMIT - LONGEST_WORD && !Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** @param absent what stands for null */
    private Map<String, Object> map(Map<?, ?> values, int depth, Object absent) {
        Map<String, Object> redacted = new LinkedHashMap<>();
        boolean credentialField = isCredentialField(values);
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean secret = SecretPatterns.isSecretName(name) || (credentialField && name.equals("value"));
            redacted.put(SecretPatterns.mask(name), secret && !isPlainFact(name, value) ? PLACEHOLDER : value(value, depth + 1, absent));
        });
        return redacted;
    }

    /** A vault entry, or a form field named like a credential: its {@code value} is a secret although its key does not say so. */
    private static boolean isCredentialField(Map<?, ?> values) {
        return values.containsKey("alias") || Stream.of("field", "selector", "label", "name")
                .anyMatch(key -> CREDENTIAL_FIELD.matcher(String.valueOf(values.get(key))).find());
    }

    /** A flag, a number of tokens: they say nothing secret. */
    private static boolean isPlainFact(String name, @Nullable Object value) {
        return value instanceof Boolean || value instanceof Number && SecretPatterns.isMeasure(name);
    }

    private Object value(@Nullable Object value, int depth, Object absent) {
        if (depth > DEPTH) {
            return "[too deep]";
        }
        return switch (value) {
            case null -> absent;
            case Map<?, ?> nested -> map(nested, depth, absent);
            case Iterable<?> items -> {
                List<Object> list = new ArrayList<>();
                items.forEach(item -> list.add(value(item, depth + 1, absent)));
                yield list;
            }
            case Number number -> number.toString().equals(TokenFormats.mask(number.toString())) ? number : PLACEHOLDER;
            case Boolean flag -> flag;
            default -> text(value.toString(), depth);
        };
    }
}
