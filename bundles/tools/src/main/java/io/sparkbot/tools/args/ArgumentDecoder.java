package io.sparkbot.tools.args;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments the way models write them: a JSON object, the same as JSON text in a JSON string, nothing at all, inside code fences,
 * with closing braces missing, or as a Python literal. Anything else is refused. Text that ends inside a string is refused too: it was
 * cut off, and a cut value must not be taken for the whole.
 */
public final class ArgumentDecoder {

    static final int MAX_CHARACTERS = 262_144;
    private static final int MAX_DEPTH = 50;
    private static final Pattern FENCE = Pattern.compile("\\A```[a-zA-Z0-9]*\\s*\\n?(.*?)\\s*```\\z", Pattern.DOTALL);

    private final ObjectMapper strict = mapper(new JsonFactory());
    private final ObjectMapper lenient = mapper(JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build());

    private static ObjectMapper mapper(JsonFactory factory) {
        factory.setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Plain values: text, {@code Long}, {@code BigDecimal}, {@code Boolean}, {@code List}, {@code Map}. A null is left out. */
    public Map<String, Object> decode(String text) throws InvalidArguments {
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidArguments("the arguments have " + text.length() + " characters; the limit is " + MAX_CHARACTERS);
        }
        String bare = withoutFence(text.strip());
        if (bare.isEmpty()) {
            return Map.of();
        }
        JsonNode read = read(bare);
        if (read != null && read.isTextual()) {
            String inner = withoutFence(read.textValue().strip());
            if (inner.isEmpty()) {
                return Map.of();
            }
            read = read(inner);
        }
        if (read == null || !read.isObject()) {
            throw new InvalidArguments("the arguments are not a JSON object");
        }
        return object(read);
    }

    private static String withoutFence(String text) {
        Matcher fenced = FENCE.matcher(text);
        return fenced.matches() ? fenced.group(1) : text;
    }

    private @Nullable JsonNode read(String text) {
        try {
            return strict.readTree(text);
        } catch (JsonProcessingException notStrict) {
            return mended(text).flatMap(this::readLenient).orElse(null);
        }
    }

    private Optional<JsonNode> readLenient(String text) {
        try {
            return Optional.of(lenient.readTree(text));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** Python's constants become JSON's, missing closing brackets are added; empty when the text ends inside a string. */
    private static Optional<String> mended(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        Deque<Character> open = new ArrayDeque<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                int end = endOfString(text, i);
                if (end < 0) {
                    return Optional.empty();
                }
                out.append(text, i, end);
                i = end;
            } else if (Character.isLetter(c)) {
                int end = i;
                while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                    end++;
                }
                out.append(constant(text.substring(i, end)));
                i = end;
            } else {
                if (c == '{' || c == '[') {
                    open.push(c == '{' ? '}' : ']');
                } else if ((c == '}' || c == ']') && !open.isEmpty()) {
                    open.pop();
                }
                out.append(c);
                i++;
            }
        }
        open.forEach(out::append);
        return Optional.of(out.toString());
    }

    private static int endOfString(String text, int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return -1;
    }

    private static String constant(String word) {
        return switch (word) {
            case "True" -> "true";
            case "False" -> "false";
            case "None" -> "null";
            default -> word;
        };
    }

    private static Map<String, Object> object(JsonNode node) throws InvalidArguments {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().startsWith("__")) {
                throw new InvalidArguments("argument names that begin with \"__\" are not allowed");
            }
            Object value = plain(field.getValue());
            if (value != null) {
                values.put(field.getKey(), value);
            }
        }
        return values;
    }

    private static @Nullable Object plain(JsonNode node) throws InvalidArguments {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> list(node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> null;
        };
    }

    private static List<Object> list(JsonNode node) throws InvalidArguments {
        List<Object> values = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            Object value = plain(item);
            if (value == null) {
                throw new InvalidArguments("lists must not contain null");
            }
            values.add(value);
        }
        return values;
    }

    private static Object number(JsonNode node) throws InvalidArguments {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : new BigDecimal(node.bigIntegerValue());
        }
        BigDecimal exact = node.decimalValue();
        if (Math.abs((long) exact.scale()) > 10_000) {
            throw new InvalidArguments("numbers must have an exponent within 10,000");
        }
        return exact;
    }
}
