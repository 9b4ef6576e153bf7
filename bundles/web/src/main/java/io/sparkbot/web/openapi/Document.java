package io.sparkbot.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.web.ApiDoc;
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
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** OpenAPI 3.1 of the endpoints that answer at this moment. */
final class Document {

    private static final String PREFIX = "/api/v1";
    private static final List<Class<? extends Annotation>> NOT_THE_BODY =
            List.of(PathParam.class, QueryParam.class, HeaderParam.class, CookieParam.class, FormParam.class, Context.class);

    private final ObjectMapper mapper;
    private final ObjectNode root;
    private final Schemas schemas;

    private Document(ObjectMapper mapper, String version) {
        this.mapper = mapper;
        this.root = mapper.createObjectNode();
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Sparkbot")
                .put("version", version)
                .put("description", "Made from the bundles that are running: a route comes and goes with its bundle.");
        ArrayNode security = root.putArray("security");
        security.addObject().putArray("cookie");
        security.addObject().putArray("bearer");
        root.putObject("paths");
        ObjectNode components = root.putObject("components");
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("cookie").put("type", "apiKey").put("in", "cookie").put("name", "chat_token");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
        this.schemas = new Schemas(mapper, components.putObject("schemas"));
        describeErrors(components);
    }

    static JsonNode of(List<Endpoint> endpoints, List<String> sockets, ObjectMapper mapper, String version) {
        Document document = new Document(mapper, version);
        endpoints.stream().filter(endpoint -> !endpoint.isLocator()).forEach(document::add);
        ArrayNode list = document.root.putArray("x-websockets");
        sockets.forEach(template -> list.add(PREFIX + template));
        return document.root;
    }

    private void add(Endpoint endpoint) {
        ObjectNode path = (ObjectNode) root.withObject("/paths").withObjectProperty(PREFIX + endpoint.template().replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}"));
        String verb = endpoint.verb().toLowerCase(Locale.ROOT);
        if (path.has(verb)) {
            return;
        }
        Method method = endpoint.method();
        ApiDoc doc = method.getAnnotation(ApiDoc.class);
        ObjectNode operation = path.putObject(verb);
        operation.putArray("tags").add(Schemas.bundleName(endpoint.resource()));
        operation.put("operationId", endpoint.resource().getSimpleName().replaceFirst("Resource$", "") + "_" + method.getName());
        if (doc != null) {
            operation.put("summary", doc.value());
            describe(operation, doc);
        }
        if (endpoint.isPublic()) {
            operation.putArray("security");
        }
        ArrayNode parameters = mapper.createArrayNode();
        for (Parameter parameter : method.getParameters()) {
            parameter(parameter, parameters);
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        body(endpoint, operation);
        answers(endpoint, doc, operation);
    }

    private static void describe(ObjectNode operation, ApiDoc doc) {
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
        ObjectNode described = parameters.addObject()
                .put("name", path != null ? path.value() : query != null ? query.value() : header != null ? header.value() : "")
                .put("in", place)
                .put("required", path != null);
        ObjectNode schema = schemas.of(parameter.getParameterizedType(), Direction.IN);
        DefaultValue byDefault = parameter.getAnnotation(DefaultValue.class);
        if (byDefault != null) {
            boolean number = schema.path("type").asText().equals("integer");
            schema.set("default", number ? mapper.getNodeFactory().numberNode(Long.parseLong(byDefault.value())) : mapper.getNodeFactory().textNode(byDefault.value()));
        }
        described.set("schema", schema);
    }

    private void body(Endpoint endpoint, ObjectNode operation) {
        ObjectNode form = mapper.createObjectNode();
        for (Parameter parameter : endpoint.method().getParameters()) {
            FormParam field = parameter.getAnnotation(FormParam.class);
            if (field != null) {
                form.set(field.value(), schemas.of(parameter.getParameterizedType(), Direction.IN));
            } else if (NOT_THE_BODY.stream().noneMatch(parameter::isAnnotationPresent) && !parameter.getType().getPackageName().startsWith("jakarta.ws.rs")) {
                ObjectNode content = operation.putObject("requestBody").put("required", true).putObject("content");
                for (String type : types(endpoint, Consumes.class, Consumes::value)) {
                    content.putObject(type).set("schema", isRaw(parameter.getType()) ? binary() : schemas.of(parameter.getParameterizedType(), Direction.IN));
                }
            }
        }
        if (!form.isEmpty()) {
            operation.putObject("requestBody")
                    .putObject("content")
                    .putObject(MediaType.APPLICATION_FORM_URLENCODED)
                    .putObject("schema")
                    .put("type", "object")
                    .set("properties", form);
        }
    }

    private void answers(Endpoint endpoint, @Nullable ApiDoc doc, ObjectNode operation) {
        ObjectNode responses = operation.putObject("responses");
        Class<?> returned = endpoint.method().getReturnType();
        if (returned == void.class) {
            responses.putObject("204").put("description", "Done");
        } else {
            ObjectNode content = responses.putObject("200").put("description", "Success").putObject("content");
            for (String type : types(endpoint, Produces.class, Produces::value)) {
                content.putObject(type).set("schema", answer(endpoint, doc, type));
            }
        }
        if (!endpoint.isPublic()) {
            responses.putObject("401").put("$ref", "#/components/responses/NotSignedIn");
        }
        if (operation.has("requestBody") || operation.has("parameters")) {
            responses.putObject("422").put("$ref", "#/components/responses/Invalid");
        }
        responses.putObject("default").put("$ref", "#/components/responses/Refused");
    }

    private ObjectNode answer(Endpoint endpoint, @Nullable ApiDoc doc, String mediaType) {
        Method method = endpoint.method();
        if (doc != null && doc.answer() != Void.class) {
            ObjectNode schema = schemas.of(doc.answer(), Direction.OUT);
            return mediaType.startsWith(MediaType.SERVER_SENT_EVENTS) ? eventStream(schema) : schema;
        }
        if (mediaType.startsWith(MediaType.SERVER_SENT_EVENTS)) {
            return eventStream(mapper.createObjectNode().put("type", "object"));
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

    private static <A extends Annotation> List<String> types(Endpoint endpoint, Class<A> kind, Function<A, String[]> value) {
        for (AnnotatedElement place : List.<AnnotatedElement>of(endpoint.method(), endpoint.resource())) {
            A found = place.getAnnotation(kind);
            if (found != null && !Arrays.asList(value.apply(found)).contains(MediaType.WILDCARD)) {
                return Arrays.stream(value.apply(found)).map(type -> type.replaceFirst(";.*", "").strip()).toList();
            }
        }
        return List.of(MediaType.APPLICATION_JSON);
    }

    private void describeErrors(ObjectNode components) {
        ObjectNode shared = components.withObject("/schemas");
        ObjectNode field = shared.putObject("FieldError").put("type", "object");
        ObjectNode fieldProperties = field.putObject("properties");
        fieldProperties.putObject("type").put("type", "string");
        fieldProperties.putObject("loc").put("type", "array").putObject("items");
        fieldProperties.putObject("msg").put("type", "string");
        field.putArray("required").add("type").add("loc").add("msg");
        error(shared.putObject("Error"), mapper.createObjectNode().put("type", "string"));
        ObjectNode list = mapper.createObjectNode().put("type", "array");
        list.putObject("items").put("$ref", "#/components/schemas/FieldError");
        error(shared.putObject("ValidationError"), list);
        ObjectNode responses = components.putObject("responses");
        response(responses.putObject("NotSignedIn"), "No live session", "Error");
        response(responses.putObject("Invalid"), "A field is missing or has a bad value", "ValidationError");
        response(responses.putObject("Refused"), "Refused or failed; the code is stable, the detail is for people", "Error");
    }

    private static void error(ObjectNode schema, ObjectNode detail) {
        ObjectNode properties = schema.put("type", "object").putObject("properties");
        properties.set("detail", detail);
        properties.putObject("code").put("type", "string");
        schema.putArray("required").add("detail").add("code");
    }

    private static void response(ObjectNode response, String description, String schema) {
        response.put("description", description)
                .putObject("content")
                .putObject(MediaType.APPLICATION_JSON)
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + schema);
    }
}
