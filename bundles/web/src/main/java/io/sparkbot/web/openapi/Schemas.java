package io.sparkbot.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.web.RequiredComponents;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Describes Java types as JSON Schema, the way the mapper reads and writes them. Named types are described once. */
final class Schemas {

    /** Whether a type is read from a request or written to an answer. */
    enum Direction {
        IN,
        OUT
    }

    private record Key(JavaType type, Direction direction) {}

    private static final Map<Class<?>, String[]> SCALARS = Map.ofEntries(
            Map.entry(String.class, new String[] {"string"}),
            Map.entry(Character.class, new String[] {"string"}),
            Map.entry(UUID.class, new String[] {"string", "uuid"}),
            Map.entry(Instant.class, new String[] {"string", "date-time"}),
            Map.entry(OffsetDateTime.class, new String[] {"string", "date-time"}),
            Map.entry(LocalDate.class, new String[] {"string", "date"}),
            Map.entry(Duration.class, new String[] {"string", "duration"}),
            Map.entry(byte[].class, new String[] {"string", "byte"}),
            Map.entry(Boolean.class, new String[] {"boolean"}),
            Map.entry(Integer.class, new String[] {"integer", "int32"}),
            Map.entry(Short.class, new String[] {"integer", "int32"}),
            Map.entry(Long.class, new String[] {"integer", "int64"}),
            Map.entry(java.math.BigInteger.class, new String[] {"integer"}),
            Map.entry(Float.class, new String[] {"number"}),
            Map.entry(Double.class, new String[] {"number"}),
            Map.entry(java.math.BigDecimal.class, new String[] {"number"}));

    private final ObjectMapper mapper;
    private final ObjectNode described;
    private final Map<Key, String> names = new HashMap<>();

    Schemas(ObjectMapper mapper, ObjectNode described) {
        this.mapper = mapper;
        this.described = described;
    }

    ObjectNode of(Type type, Direction direction) {
        return of(mapper.constructType(type), direction);
    }

    private ObjectNode of(JavaType type, Direction direction) {
        Class<?> raw = type.getRawClass();
        String[] scalar = SCALARS.get(raw.isPrimitive() ? boxed(raw) : raw);
        if (scalar != null) {
            ObjectNode schema = mapper.createObjectNode().put("type", scalar[0]);
            return scalar.length > 1 ? schema.put("format", scalar[1]) : schema;
        }
        if (type.isReferenceType()) {
            return nullable(of(type.getReferencedType(), direction));
        }
        if (JsonNode.class.isAssignableFrom(raw) || raw == Object.class) {
            return ObjectNode.class.isAssignableFrom(raw) ? mapper.createObjectNode().put("type", "object") : mapper.createObjectNode();
        }
        if (type.isMapLikeType()) {
            ObjectNode schema = mapper.createObjectNode().put("type", "object");
            schema.set("additionalProperties", of(type.getContentType(), direction));
            return schema;
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            ObjectNode schema = mapper.createObjectNode().put("type", "array");
            schema.set("items", of(type.getContentType(), direction));
            return schema;
        }
        return mapper.createObjectNode().put("$ref", "#/components/schemas/" + named(type, direction));
    }

    private ObjectNode nullable(ObjectNode schema) {
        if (schema.path("type").isTextual() && !schema.has("enum")) {
            schema.set("type", mapper.createArrayNode().add(schema.get("type").asText()).add("null"));
            return schema;
        }
        ObjectNode either = mapper.createObjectNode();
        either.putArray("anyOf").add(schema).add(mapper.createObjectNode().put("type", "null"));
        return either;
    }

    private String named(JavaType type, Direction direction) {
        Key key = new Key(type, direction);
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        String name = freeName(type, direction);
        names.put(key, name);
        ObjectNode schema = described.putObject(name);
        Class<?> raw = type.getRawClass();
        if (raw.isEnum()) {
            describeEnum(schema, raw);
        } else if (raw.isInterface() || java.lang.reflect.Modifier.isAbstract(raw.getModifiers())) {
            describeAlternatives(schema, raw, direction);
        } else {
            describeFields(schema, type, direction);
        }
        return name;
    }

    private void describeEnum(ObjectNode schema, Class<?> type) {
        ArrayNode values = schema.put("type", "string").putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(mapper.convertValue(constant, String.class));
        }
    }

    private void describeAlternatives(ObjectNode schema, Class<?> type, Direction direction) {
        JsonSubTypes named = type.getAnnotation(JsonSubTypes.class);
        Class<?>[] permitted = type.getPermittedSubclasses();
        Class<?>[] alternatives = named != null
                ? Arrays.stream(named.value()).map(JsonSubTypes.Type::value).toArray(Class<?>[]::new)
                : permitted != null ? permitted : new Class<?>[0];
        if (alternatives.length == 0) {
            schema.put("type", "object");
            return;
        }
        ArrayNode oneOf = schema.putArray("oneOf");
        for (Class<?> alternative : alternatives) {
            oneOf.add(of(mapper.constructType(alternative), direction));
        }
        JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
        if (info != null && !info.property().isEmpty()) {
            schema.putObject("discriminator").put("propertyName", info.property());
        }
    }

    private void describeFields(ObjectNode schema, JavaType type, Direction direction) {
        schema.put("type", "object");
        BeanDescription bean = direction == Direction.IN
                ? mapper.getDeserializationConfig().introspect(type)
                : mapper.getSerializationConfig().introspect(type);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = mapper.createArrayNode();
        for (BeanPropertyDefinition property : bean.findProperties()) {
            ObjectNode value = of(property.getPrimaryType(), direction);
            RecordComponent component = component(type.getRawClass(), property.getInternalName());
            boolean mayBeNull = component != null && RequiredComponents.isNullable(component);
            properties.set(property.getName(), mayBeNull ? nullable(value) : value);
            if (direction == Direction.OUT ? isAlwaysWritten(type.getRawClass()) : component != null && RequiredComponents.isRequired(component)) {
                required.add(property.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    private static boolean isAlwaysWritten(Class<?> type) {
        JsonInclude include = type.getAnnotation(JsonInclude.class);
        return include == null || include.value() == JsonInclude.Include.ALWAYS;
    }

    private static @org.jspecify.annotations.Nullable RecordComponent component(Class<?> type, String name) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).filter(c -> c.getName().equals(name)).findFirst().orElse(null)
                : null;
    }

    /** The simple name; with the bundle's name where two bundles have a type of that name, and {@code Input} where both directions differ. */
    private String freeName(JavaType type, Direction direction) {
        StringBuilder simple = new StringBuilder(type.getRawClass().getSimpleName());
        for (int i = 0; i < type.containedTypeCount(); i++) {
            simple.append("Of").append(type.containedType(i).getRawClass().getSimpleName());
        }
        boolean otherDirection = names.containsKey(new Key(type, direction == Direction.IN ? Direction.OUT : Direction.IN));
        String name = otherDirection ? simple + (direction == Direction.IN ? "Input" : "Output") : simple.toString();
        if (!described.has(name)) {
            return name;
        }
        String bundled = name + "_" + bundleName(type.getRawClass());
        int number = 2;
        String free = bundled;
        while (described.has(free)) {
            free = bundled + number++;
        }
        return free;
    }

    static String bundleName(Class<?> type) {
        Bundle bundle = FrameworkUtil.getBundle(type);
        String name = bundle == null ? "server" : String.valueOf(bundle.getSymbolicName());
        return name.startsWith("io.sparkbot.") ? name.substring("io.sparkbot.".length()) : name;
    }

    private static Class<?> boxed(Class<?> primitive) {
        return java.lang.invoke.MethodType.methodType(primitive).wrap().returnType();
    }
}
