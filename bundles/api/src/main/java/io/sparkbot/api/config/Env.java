package io.sparkbot.api.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The environment variables that set a setting; the first that is present wins. Stands beside {@code @AttributeDefinition} on a method of
 * a bundle's configuration annotation (whose pid is the bundle's name, {@code io.sparkbot.turns}). Without it the variable is
 * {@code SPARKBOT_<ARTIFACT>_<KEY>}, upper case, dots as underscores.
 *
 * <p>The method of a secret ({@code AttributeType.PASSWORD}) begins with an underscore, {@code _api_key()}: without it the value would become a
 * service property that every bundle can read, and is not delivered. The key is {@code api_key} all the same.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Env {

    String[] value();
}
