package io.sparkbot.api.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one argument of a {@link SkillTool} method. The Java type gives the JSON type: {@code String}, {@code int}/{@code long},
 * {@code double}/{@code BigDecimal}, {@code boolean}, an enum, or {@code List<String>}. {@code Optional<T>} makes it optional.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Param {

    /** What the argument means, for the model and for people. */
    String value();

    /** Name of the argument; empty takes the parameter's own name (compile with {@code -parameters}). */
    String name() default "";

    /** Whether the value is a secret: never shown, logged or stored. */
    boolean secret() default false;
}
