package io.sparkbot.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.ApiWord;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Describes Java types as JSON Schema, the way the mapper reads and writes them. Named types are described once. */
final class Schemas {

    /** Whether a type is read from a request, read from one that names only what changes, or written to an answer. */
    enum Direction {
        IN,
        CHANGE,
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

    private static final Map<Direction, String> SUFFIXES = Map.of(Direction.IN, "Input", Direction.CHANGE, "Change", Direction.OUT, "Output");

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
        if (schema.isEmpty()) {
            return schema;
        }
        if (schema.path("type").isTextual() && !schema.has("enum")) {
            schema.set("type", mapper.createArrayNode().add(schema.get("type").asText()).add("null"));
            return schema;
        }
        ObjectNode either = mapper.createObjectNode();
        either.putArray("anyOf").add(schema).add(mapper.createObjectNode().put("type", "null"));
        return either;
    }

    private String named(JavaType type, Direction direction) {
        Key key = new Key(type, type.isEnumType() ? Direction.OUT : direction);
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        String name = freeName(type, key.direction());
        names.put(key, name);
        ObjectNode schema = described.putObject(name);
        Class<?> raw = type.getRawClass();
        if (raw.isEnum()) {
            describeEnum(schema, raw);
        } else if (raw.isInterface() || java.lang.reflect.Modifier.isAbstract(raw.getModifiers())) {
            describeAlternatives(schema, raw, direction);
        } else {
            schema.put("type", "object").putObject("properties");
            Optional.ofNullable(raw.getAnnotation(ApiWord.class)).ifPresent(word -> describeWord(schema, word));
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
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            schema.put("type", "object");
            return;
        }
        ArrayNode oneOf = schema.putArray("oneOf");
        for (Class<?> alternative : permitted) {
            oneOf.add(of(mapper.constructType(alternative), direction));
        }
        Arrays.stream(permitted)
                .map(alternative -> alternative.getAnnotation(ApiWord.class))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(word -> schema.putObject("discriminator").put("propertyName", word.field()));
    }

    private static void describeWord(ObjectNode schema, ApiWord word) {
        schema.withObject("/properties").putObject(word.field()).put("type", "string").put("const", word.value());
        schema.withArray("/required").add(word.field());
    }

    private void describeFields(ObjectNode schema, JavaType type, Direction direction) {
        BeanDescription bean = direction == Direction.OUT
                ? mapper.getSerializationConfig().introspect(type)
                : mapper.getDeserializationConfig().introspect(type);
        JsonInclude.Include byDefault = bean.findPropertyInclusion(JsonInclude.Value.empty()).getValueInclusion();
        for (BeanPropertyDefinition property : bean.findProperties()) {
            if (property.getPrimaryMember().hasAnnotation(JsonUnwrapped.class)) {
                describeFields(schema, property.getPrimaryType(), direction);
            } else {
                describeField(schema, new Field(property, component(type.getRawClass(), property.getInternalName()), byDefault), direction);
            }
        }
    }

    private void describeField(ObjectNode schema, Field field, Direction direction) {
        JavaType type = field.property().getPrimaryType();
        boolean leftOut = direction == Direction.OUT && field.isLeftOutWhenAbsent();
        ObjectNode value = of(leftOut && type.isReferenceType() ? type.getReferencedType() : type, direction);
        ObjectNode whole = field.isNullable() && !leftOut ? nullable(value) : value;
        field.facts().ifPresent(facts -> Facts.add(facts, whole));
        schema.withObject("/properties").set(field.property().getName(), whole);
        if (direction == Direction.OUT ? !leftOut : direction == Direction.IN && field.isRequired()) {
            schema.withArray("/required").add(field.property().getName());
        }
    }

    /** @param byDefault when fields of the type are left out, where they do not say it themselves */
    private record Field(BeanPropertyDefinition property, @Nullable RecordComponent component, JsonInclude.Include byDefault) {

        boolean isNullable() {
            return component != null && RequiredComponents.isNullable(component);
        }

        boolean isRequired() {
            return component != null && RequiredComponents.isRequired(component);
        }

        /** Optional values under NON_NULL are written as null, under NON_ABSENT they are left out. */
        boolean isLeftOutWhenAbsent() {
            JsonInclude.Include own = property.findInclusion().getValueInclusion();
            JsonInclude.Include counts = own == JsonInclude.Include.USE_DEFAULTS ? byDefault : own;
            boolean optional = property.getPrimaryType().isReferenceType();
            return facts().filter(ApiField::leftOut).isPresent() || counts == JsonInclude.Include.NON_ABSENT && (optional || isNullable()) || counts == JsonInclude.Include.NON_NULL && isNullable();
        }

        Optional<ApiField> facts() {
            return Optional.ofNullable(component).map(found -> found.getAnnotation(ApiField.class));
        }
    }

    private static @Nullable RecordComponent component(Class<?> type, String name) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).filter(c -> c.getName().equals(name)).findFirst().orElse(null)
                : null;
    }

    /** The simple name; with the bundle's name where two bundles have a type of that name, and {@code Input} where both directions differ. */
    private String freeName(JavaType type, Direction direction) {
        ApiName given = type.getRawClass().getAnnotation(ApiName.class);
        StringBuilder simple = new StringBuilder(given == null ? type.getRawClass().getSimpleName() : given.value());
        for (int i = 0; i < type.containedTypeCount(); i++) {
            simple.append("Of").append(type.containedType(i).getRawClass().getSimpleName());
        }
        boolean otherDirection = Arrays.stream(Direction.values()).anyMatch(other -> other != direction && names.containsKey(new Key(type, other)));
        String name = otherDirection ? simple + SUFFIXES.get(direction) : simple.toString();
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
