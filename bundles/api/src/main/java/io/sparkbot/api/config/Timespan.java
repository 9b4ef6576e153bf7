package io.sparkbot.api.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text setting is a length of time. People write {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d} or ISO-8601 ({@code PT10M}); the
 * component gets ISO-8601, ready for {@link java.time.Duration#parse}. Write the default, {@code min} and {@code max} in ISO-8601.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Timespan {}
