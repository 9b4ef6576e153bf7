package io.sparkbot.web.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.web.Fault;
import io.sparkbot.web.openapi.Schemas.Direction;
import io.sparkbot.web.rest.Endpoint;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Describes what one resource method takes and answers. */
final class Operations {

    private static final List<Class<? extends Annotation>> NOT_THE_BODY =
            List.of(PathParam.class, QueryParam.class, HeaderParam.class, CookieParam.class, FormParam.class, Context.class);

    private final ObjectMapper mapper;
    private final Schemas schemas;
    private final Refusals refusals;

    Operations(ObjectMapper mapper, Schemas schemas, Refusals refusals) {
        this.mapper = mapper;
        this.schemas = schemas;
        this.refusals = refusals;
    }

    void describe(Endpoint endpoint, ObjectNode operation) {
        Method method = endpoint.method();
        ApiDoc doc = method.getAnnotation(ApiDoc.class);
        String bundle = Schemas.bundleName(endpoint.resource());
        operation.putArray("tags").add(bundle);
        operation.put("operationId", bundle.replace('.', '_') + "_" + endpoint.resource().getSimpleName().replaceFirst("Resource$", "") + "_" + method.getName());
        if (doc != null) {
            words(operation, doc);
        }
        if (endpoint.isPublic()) {
            operation.putArray("security");
        } else if (Fault.isForOtherPrograms(endpoint.template())) {
            operation.putArray("security").addObject().putArray("bearer");
        }
        ArrayNode parameters = mapper.createArrayNode();
        Arrays.stream(method.getParameters()).forEach(parameter -> parameter(parameter, parameters));
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        form(method).or(() -> body(endpoint, doc)).ifPresent(body -> operation.set("requestBody", body));
        ObjectNode responses = operation.putObject("responses");
        answers(endpoint, doc, responses);
        refusals.describe(endpoint, doc == null ? List.of() : List.of(doc.refusals()), operation, responses);
    }

    private static void words(ObjectNode operation, ApiDoc doc) {
        operation.put("summary", doc.value());
        if (!doc.details().isEmpty()) {
            operation.put("description", doc.details());
        }
        if (doc.refusals().length > 0) {
            ArrayNode refusals = operation.putArray("x-refusals");
            Arrays.stream(doc.refusals()).forEach(refusals::add);
        }
    }

    private void parameter(Parameter parameter, ArrayNode parameters) {
        PathParam path = parameter.getAnnotation(PathParam.class);
        QueryParam query = parameter.getAnnotation(QueryParam.class);
        HeaderParam header = parameter.getAnnotation(HeaderParam.class);
        String place = path != null ? "path" : query != null ? "query" : header != null ? "header" : "";
        if (place.isEmpty()) {
            return;
        }
        ApiField facts = parameter.getAnnotation(ApiField.class);
        ObjectNode described = parameters.addObject()
                .put("name", path != null ? path.value() : query != null ? query.value() : header != null ? header.value() : "")
                .put("in", place)
                .put("required", path != null || facts != null && facts.required());
        ObjectNode schema = schemas.of(parameter.getParameterizedType(), Direction.IN);
        Facts.add(facts, schema);
        DefaultValue byDefault = parameter.getAnnotation(DefaultValue.class);
        if (byDefault != null) {
            Facts.standard(byDefault.value(), schema);
        }
        described.set("schema", schema);
    }

    /** The fields of a form that the method takes one by one. */
    private Optional<ObjectNode> form(Method method) {
        ObjectNode schema = mapper.createObjectNode().put("type", "object");
        ObjectNode fields = schema.putObject("properties");
        ArrayNode required = mapper.createArrayNode();
        for (Parameter parameter : method.getParameters()) {
            FormParam field = parameter.getAnnotation(FormParam.class);
            if (field != null) {
                ApiField facts = parameter.getAnnotation(ApiField.class);
                ObjectNode value = schemas.of(parameter.getParameterizedType(), Direction.IN);
                Facts.add(facts, value);
                fields.set(field.value(), value);
                if (facts != null && facts.required()) {
                    required.add(field.value());
                }
            }
        }
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        ObjectNode body = mapper.createObjectNode().put("required", !required.isEmpty());
        body.putObject("content").putObject(MediaType.APPLICATION_FORM_URLENCODED).set("schema", schema);
        return Optional.of(body);
    }

    private Optional<ObjectNode> body(Endpoint endpoint, @Nullable ApiDoc doc) {
        return Arrays.stream(endpoint.method().getParameters())
                .filter(parameter -> NOT_THE_BODY.stream().noneMatch(parameter::isAnnotationPresent))
                .filter(parameter -> !parameter.getType().getPackageName().startsWith("jakarta.ws.rs"))
                .findFirst()
                .map(parameter -> {
                    ObjectNode body = mapper.createObjectNode().put("required", true);
                    ObjectNode content = body.putObject("content");
                    types(endpoint, Consumes.class, Consumes::value).forEach(type -> content.putObject(type).set("schema", taken(endpoint, parameter, doc)));
                    return body;
                });
    }

    private ObjectNode taken(Endpoint endpoint, Parameter parameter, @Nullable ApiDoc doc) {
        Direction direction = endpoint.verb().equals("PATCH") ? Direction.CHANGE : Direction.IN;
        if (doc != null && doc.body() != Void.class) {
            return schemas.of(doc.body(), direction);
        }
        return isRaw(parameter.getType()) ? binary() : schemas.of(parameter.getParameterizedType(), Direction.IN);
    }

    private void answers(Endpoint endpoint, @Nullable ApiDoc doc, ObjectNode responses) {
        if (endpoint.method().getReturnType() == void.class) {
            responses.putObject("204").put("description", "Done");
            return;
        }
        answer(endpoint, doc, responses.putObject("200").put("description", "Success"));
        if (doc != null) {
            Arrays.stream(doc.statuses()).forEach(status -> answer(endpoint, doc, responses.putObject(String.valueOf(status)).put("description", "The same, with this status")));
        }
    }

    private void answer(Endpoint endpoint, @Nullable ApiDoc doc, ObjectNode response) {
        ObjectNode content = response.putObject("content");
        List<String> types = doc != null && doc.types().length > 0 ? List.of(doc.types()) : types(endpoint, Produces.class, Produces::value);
        types.forEach(type -> content.putObject(type).set("schema", given(endpoint.method(), doc, type)));
    }

    private ObjectNode given(Method method, @Nullable ApiDoc doc, String mediaType) {
        if (mediaType.equals(MediaType.SERVER_SENT_EVENTS)) {
            return eventStream(doc == null || doc.event() == Void.class ? mapper.createObjectNode().put("type", "object") : schemas.of(doc.event(), Direction.OUT));
        }
        if (!mediaType.equals(MediaType.APPLICATION_JSON)) {
            return mediaType.startsWith("text/") ? mapper.createObjectNode().put("type", "string") : binary();
        }
        if (doc != null && doc.answer() != Void.class) {
            return schemas.of(doc.answer(), Direction.OUT);
        }
        boolean unknown = Response.class.isAssignableFrom(method.getReturnType());
        return unknown ? mapper.createObjectNode() : isRaw(method.getReturnType()) ? binary() : schemas.of(method.getGenericReturnType(), Direction.OUT);
    }

    /** OpenAPI 3.1 has no word for streams: the body is text, and the form of one event stands beside it. */
    private ObjectNode eventStream(ObjectNode event) {
        ObjectNode schema = mapper.createObjectNode().put("type", "string").put("description", "Server-sent events: lines \"data: <json>\", each followed by a blank line; comments are heartbeats.");
        schema.set("x-event", event);
        return schema;
    }

    private ObjectNode binary() {
        return mapper.createObjectNode().put("type", "string").put("format", "binary");
    }

    private static boolean isRaw(Class<?> type) {
        return InputStream.class.isAssignableFrom(type) || StreamingOutput.class.isAssignableFrom(type) || type == byte[].class;
    }

    /** The media types that an annotation names; a wildcard names none. */
    private static <A extends Annotation> List<String> types(Endpoint endpoint, Class<A> kind, Function<A, String[]> value) {
        for (AnnotatedElement place : List.<AnnotatedElement>of(endpoint.method(), endpoint.resource())) {
            A found = place.getAnnotation(kind);
            List<String> named = found == null
                    ? List.of()
                    : Arrays.stream(value.apply(found)).map(type -> type.replaceFirst(";.*", "").strip()).filter(type -> !type.equals(MediaType.WILDCARD)).toList();
            if (!named.isEmpty()) {
                return named;
            }
        }
        return List.of(MediaType.APPLICATION_JSON);
    }
}
