package io.sparkbot.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Takes the null marks at their word: a component of a record in a {@code @NullMarked} package that is neither {@code @Nullable} nor
 * {@code Optional} nor primitive must be in the body and must not be null.
 */
public final class RequiredComponents extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        Boolean said = super.hasRequiredMarker(member);
        return said == null && isRequired(member) ? Boolean.TRUE : said;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        JsonSetter.Value said = super.findSetterInfo(annotated);
        return said.getValueNulls() == Nulls.DEFAULT && isRequired(annotated) ? said.withValueNulls(Nulls.FAIL) : said;
    }

    private static boolean isRequired(Annotated annotated) {
        return annotated instanceof AnnotatedParameter parameter
                && parameter.getDeclaringClass().isRecord()
                && component(parameter) instanceof RecordComponent component
                && isRequired(component);
    }

    /** Whether the component is marked as one that may be null. */
    public static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Whether a body must hold this component. */
    public static boolean isRequired(RecordComponent component) {
        Class<?> type = component.getType();
        return !type.isPrimitive()
                && type != Optional.class
                && type != Object.class
                && !JsonNode.class.isAssignableFrom(type)
                && !isNullable(component)
                && isNullMarked(component.getDeclaringRecord());
    }

    private static @Nullable RecordComponent component(AnnotatedParameter parameter) {
        RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
        boolean canonical = parameter.getOwner().getParameterCount() == components.length;
        return canonical ? components[parameter.getIndex()] : null;
    }

    private static boolean isNullMarked(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (c.isAnnotationPresent(NullMarked.class)) {
                return true;
            }
        }
        return type.getPackage().isAnnotationPresent(NullMarked.class);
    }
}
