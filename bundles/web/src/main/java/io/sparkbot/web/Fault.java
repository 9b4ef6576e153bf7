package io.sparkbot.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.NoContentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A refusal or failure as the client sees it.
 *
 * @param detail text, or for 422 the list of bad fields
 */
public record Fault(int status, String code, Object detail, Map<String, String> headers) {

    private static final Logger log = LoggerFactory.getLogger(Fault.class);

    public static Fault of(int status, String code, String detail) {
        return new Fault(status, code, detail, Map.of());
    }

    /** Translates whatever was thrown. What nobody foresaw is logged under a reference that the client sees too. */
    public static Fault of(Throwable thrown) {
        Throwable cause = known(thrown);
        return switch (cause) {
            case InvalidField field -> invalid(field.type(), field.field().isEmpty() ? List.of(field.place()) : List.of(field.place(), field.field()), field.detail());
            case Problem problem -> new Fault(problem.status(), problem.code(), problem.detail(), problem.headers());
            case DatabaseUnavailable unavailable -> {
                log.warn("database unavailable: {}", unavailable.getMessage());
                yield new Fault(503, "unavailable", "The database cannot be reached at the moment. Try again shortly.", Map.of("Retry-After", "5"));
            }
            case ParamException parameter -> parameter(parameter);
            case NoContentException empty -> invalid("missing", List.of("body"), "A JSON body is needed.");
            case JsonProcessingException json -> json(json);
            case NotFoundException notFound -> of(404, "not_found", "There is nothing at this address.");
            case NotAllowedException notAllowed -> methodNotAllowed(notAllowed);
            case NotAcceptableException notAcceptable -> of(406, "bad_request", "This address does not answer in the format that was asked for.");
            case NotSupportedException notSupported ->
                of(415, "bad_request", "The body has a content type that this address does not take. Most take application/json.");
            case WebApplicationException other when other.getResponse().getStatus() < 500 ->
                of(other.getResponse().getStatus(), "bad_request", "The request was not understood.");
            default -> unforeseen(thrown);
        };
    }

    /** The body: the fields of our own form, plus those of RFC 9457 where the client asks for that. */
    public Map<String, Object> body(boolean problemJson) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (problemJson) {
            body.put("type", "about:blank");
            body.put("title", code.replace('_', ' '));
            body.put("status", status);
        }
        body.put("detail", detail);
        body.put("code", code);
        return body;
    }

    /** Addresses whose callers speak an interface of other programs and read its errors only. */
    public static boolean isForOtherPrograms(String path) {
        return path.startsWith("/v1/") || path.startsWith("v1/");
    }

    /** The body as the chat-completions interface of OpenAI has it. */
    public Map<String, Object> bodyForOtherPrograms() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", detail instanceof List<?> fields ? String.join("; ", fields.stream().map(Fault::message).toList()) : detail);
        error.put("type", switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        });
        error.put("param", null);
        error.put("code", code);
        return Map.of("error", error);
    }

    private static String message(Object field) {
        return field instanceof Map<?, ?> named && named.get("msg") != null ? String.valueOf(named.get("msg")) : String.valueOf(field);
    }

    private static Throwable known(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
            if (cause instanceof Problem || cause instanceof DatabaseUnavailable) {
                return cause;
            }
        }
        return thrown;
    }

    private static Fault unforeseen(Throwable thrown) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        log.error("request failed, reference {}", reference, thrown);
        return of(500, "internal", "Something went wrong on our side. The log has more under the reference " + reference + ".");
    }

    private static Fault methodNotAllowed(NotAllowedException refused) {
        Object allow = refused.getResponse().getHeaderString("Allow");
        return new Fault(
                405,
                "method_not_allowed",
                "This address does not take that method.",
                allow == null ? Map.of() : Map.of("Allow", allow.toString()));
    }

    private static Fault parameter(ParamException wrong) {
        String place = switch (wrong) {
            case ParamException.PathParamException path -> "path";
            case ParamException.QueryParamException query -> "query";
            case ParamException.HeaderParamException header -> "header";
            case ParamException.CookieParamException cookie -> "cookie";
            default -> "body";
        };
        return invalid("format", List.of(place, wrong.getParameterName()), "\"" + wrong.getParameterName() + "\" does not have the expected form.");
    }

    private static Fault json(JsonProcessingException wrong) {
        return switch (wrong) {
            case StreamConstraintsException tooMuch -> of(413, "too_large", "The JSON body is nested too deeply or holds a value that is too long.");
            case InvalidNullException empty -> invalid("missing", place(empty), "\"" + field(empty) + "\" must not be null.");
            case InvalidFormatException format -> invalid("format", place(format), expected(format));
            case MismatchedInputException missing when isMissing(missing) ->
                invalid("missing", place(missing), "\"" + field(missing) + "\" is needed.");
            case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() || mismatch.getTargetType() != null ->
                invalid("type", place(mismatch), "\"" + field(mismatch) + "\" must be " + kind(mismatch.getTargetType()) + ".");
            case JsonMappingException mapping when !mapping.getPath().isEmpty() -> invalid("value", place(mapping), "The value is not accepted.");
            default -> invalid("json_invalid", List.of("body"), "The body is not valid JSON" + where(wrong.getLocation()) + ".");
        };
    }

    private static boolean isMissing(MismatchedInputException wrong) {
        return String.valueOf(wrong.getOriginalMessage()).startsWith("Missing required creator property");
    }

    private static String expected(InvalidFormatException wrong) {
        Class<?> type = wrong.getTargetType();
        if (type != null && type.isEnum()) {
            return "\"" + field(wrong) + "\" must be one of " + Arrays.toString(type.getEnumConstants()) + ".";
        }
        return "\"" + field(wrong) + "\" must be " + kind(type) + ".";
    }

    private static String kind(@Nullable Class<?> type) {
        return switch (type == null ? "" : type.getSimpleName()) {
            case "UUID" -> "a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057";
            case "Instant" -> "a time such as 2026-03-07T12:00:00Z";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "a duration such as PT10M";
            case "String" -> "text";
            case "List", "Set", "ArrayList", "HashSet" -> "a list";
            default -> "of another type";
        };
    }

    private static List<Object> place(JsonMappingException wrong) {
        List<Object> place = new ArrayList<>(List.of("body"));
        for (JsonMappingException.Reference step : wrong.getPath()) {
            if (step.getFieldName() != null) {
                place.add(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                place.add(step.getIndex());
            }
        }
        return place;
    }

    private static String field(JsonMappingException wrong) {
        List<Object> place = place(wrong);
        return String.valueOf(place.getLast());
    }

    private static String where(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static Fault invalid(String type, List<?> place, String message) {
        Map<String, Object> item = new HashMap<>();
        item.put("type", type);
        item.put("loc", place);
        item.put("msg", message);
        return new Fault(422, "invalid", List.of(item), Map.of());
    }
}
